package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.hash.Digests;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.worker.send.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The placeholder {@code {{hook_hash}}} in messages: the SHA-256 of {@code ID/TOKEN} in hex, by
 * which a page behind a link can know the webhook without learning it. A message is cut at the
 * placeholders once; filling them in copies nothing of it.
 */
final class HookHash {
  private static final byte[] PLACEHOLDER = Protocol.HOOK_HASH.getBytes(StandardCharsets.US_ASCII);

  private HookHash() {}

  static Body cut(byte[] json) {
    List<byte[]> parts = new ArrayList<>();
    int from = 0;
    for (int at = find(json, 0); at >= 0; at = find(json, from)) {
      parts.add(Arrays.copyOfRange(json, from, at));
      from = at + PLACEHOLDER.length;
    }
    parts.add(from == 0 ? json : Arrays.copyOfRange(json, from, json.length));
    return new Body(List.copyOf(parts));
  }

  static Body fill(Body message, String address) {
    List<byte[]> parts = message.parts();
    if (parts.size() == 1) {
      return message;
    }
    byte[] hash = hash(address);
    List<byte[]> filled = new ArrayList<>(parts.size() * 2);
    for (byte[] part : parts) {
      filled.add(part);
      filled.add(hash);
    }
    filled.removeLast();
    return new Body(filled);
  }

  private static byte[] hash(String address) {
    int query = address.indexOf('?');
    String webhook = query < 0 ? address : address.substring(0, query);
    byte[] hash = Digests.sha256().digest(webhook.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
  }

  private static int find(byte[] json, int from) {
    for (int at = from; at <= json.length - PLACEHOLDER.length; at++) {
      if (Arrays.equals(json, at, at + PLACEHOLDER.length, PLACEHOLDER, 0, PLACEHOLDER.length)) {
        return at;
      }
    }
    return -1;
  }
}
