package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The headers of an answer, in lower case as HTTP/2 wants them. */
final class Heads {
  private static final AsciiString SERVER = AsciiString.cached("server");
  private static final AsciiString CLOUDFLARE = AsciiString.cached("cloudflare");
  private static final AsciiString VIA = AsciiString.cached("via");
  private static final AsciiString GOOGLE = AsciiString.cached("1.1 google");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
  private static final AsciiString LIMIT = AsciiString.cached("x-ratelimit-limit");
  private static final AsciiString REMAINING = AsciiString.cached("x-ratelimit-remaining");
  private static final AsciiString RESET = AsciiString.cached("x-ratelimit-reset");
  private static final AsciiString RESET_AFTER = AsciiString.cached("x-ratelimit-reset-after");
  private static final AsciiString BUCKET = AsciiString.cached("x-ratelimit-bucket");

  /** The same for all webhooks, as Discord has it. */
  private static final AsciiString HASH = AsciiString.cached("1a2b3c4d5e6f708192a3b4c5d6e7f809");

  private Heads() {}

  static void fill(
      Answer answer, int length, Bucket bucket, BiConsumer<CharSequence, CharSequence> set) {
    set.accept(SERVER, CLOUDFLARE);
    if (!answer.contentType().isEmpty()) {
      set.accept(CONTENT_TYPE, answer.contentType());
    }
    if (answer.status() != 204) {
      set.accept(CONTENT_LENGTH, Integer.toString(length));
    }
    if (answer.origin()) {
      set.accept(VIA, GOOGLE);
      rateLimits(answer, bucket, set);
    }
    answer.headers().forEach((name, value) -> set.accept(name.toLowerCase(Locale.ROOT), value));
  }

  private static void rateLimits(
      Answer answer, Bucket bucket, BiConsumer<CharSequence, CharSequence> set) {
    boolean limited = answer.status() == 429;
    Duration resetAfter = limited ? answer.retryAfter() : bucket.resetAfter();
    set.accept(LIMIT, Integer.toString(bucket.limit()));
    set.accept(REMAINING, Integer.toString(limited ? 0 : Math.max(0, bucket.remaining())));
    set.accept(RESET, seconds(System.currentTimeMillis() + resetAfter.toMillis()));
    set.accept(RESET_AFTER, seconds(resetAfter.toMillis()));
    set.accept(BUCKET, HASH);
  }

  /** With three decimals. */
  private static String seconds(long millis) {
    String part = Long.toString(1000 + millis % 1000);
    return millis / 1000 + "." + part.substring(1);
  }
}
