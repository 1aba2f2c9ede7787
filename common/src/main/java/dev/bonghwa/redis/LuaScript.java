package dev.bonghwa.redis;

import dev.bonghwa.hash.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A script of the protocol: a resource file beside the class that runs it, with {@code write.lua}
 * put before it, how all of them write. Addressed by its SHA-1, so that two versions of the
 * programs live side by side on one Redis.
 *
 * @param name the file's name without its ending, for messages
 * @param source the text that Redis gets
 * @param sha SHA-1 of the source, hex
 */
public record LuaScript(String name, String source, String sha) {

  private static final String WRITE = read(LuaScript.class, "write");

  /** The script {@code NAME.lua} beside that class. */
  public static LuaScript of(Class<?> beside, String name) {
    return script(name, read(beside, name));
  }

  /** The same with what several scripts share, {@code SHARED.lua}, put before it. */
  public static LuaScript of(Class<?> beside, String shared, String name) {
    return script(name, read(beside, shared) + "\n" + read(beside, name));
  }

  private static LuaScript script(String name, String own) {
    String source = WRITE + "\n" + own;
    return new LuaScript(name, source, sha1(source));
  }

  private static String read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name + ".lua beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + name + ".lua", e);
    }
  }

  private static String sha1(String source) {
    return HexFormat.of().formatHex(Digests.sha1().digest(source.getBytes(StandardCharsets.UTF_8)));
  }
}
