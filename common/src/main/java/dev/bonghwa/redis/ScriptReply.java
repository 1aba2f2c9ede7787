package dev.bonghwa.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What a script answered: a list of byte strings, integers and lists, read by position.
 *
 * @param parts as Lettuce gives them: {@code byte[]}, {@code Long} or {@code List}
 */
public record ScriptReply(List<Object> parts) {

  /** How many parts there are. */
  public int size() {
    return parts.size();
  }

  /** The bytes at that position. */
  public byte[] bytes(int at) {
    return (byte[]) parts.get(at);
  }

  /** The text at that position, also of an integer. */
  public String text(int at) {
    Object part = parts.get(at);
    return part instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(part);
  }

  /** The integer at that position, also when it came as text. */
  public long number(int at) {
    return parts.get(at) instanceof Long number ? number : Long.parseLong(text(at));
  }

  /** Whether the integer at that position is not 0. */
  public boolean flag(int at) {
    return number(at) != 0;
  }

  /** The moment at that position, from milliseconds. */
  public Instant moment(int at) {
    return Instant.ofEpochMilli(number(at));
  }

  /** The list at that position. */
  @SuppressWarnings("unchecked")
  public ScriptReply list(int at) {
    return new ScriptReply((List<Object>) parts.get(at));
  }
}
