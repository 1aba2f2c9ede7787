package dev.bonghwa.testkit.discord;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Made-up webhooks: as many as wanted, all different, the same for the same seed. */
public final class Samples {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int TOKEN_LENGTH = 68;

  /** The low bits of a snowflake: here the number of the webhook. */
  private static final int NUMBER_BITS = 22;

  private Samples() {}

  /** The first {@code count} webhooks of this seed, made as they are read. */
  public static Stream<Webhook> webhooks(long seed, long count) {
    return LongStream.range(0, count).mapToObj(number -> webhook(seed, number));
  }

  /** {@code ID/TOKEN} of each. */
  public static Stream<String> targets(long seed, long count) {
    return webhooks(seed, count).map(Webhook::target);
  }

  /** The webhook with this number, from 0; below 4,194,304 they all differ. */
  public static Webhook webhook(long seed, long number) {
    return new Webhook(id(seed, number), token(seed, number));
  }

  /** Which one of its seed this webhook is, from 0. */
  public static long number(long webhook) {
    return webhook & ((1L << NUMBER_BITS) - 1);
  }

  /** 18 or 19 digits: a time of the last years on top, then the number. */
  private static long id(long seed, long number) {
    long years = 1L << 38;
    long millis =
        years
            + Math.floorMod(Scatter.mix(seed), years / 2)
            + Math.floorMod(Scatter.mix(number), 1L << 30);
    return (millis << NUMBER_BITS) | (number & ((1L << NUMBER_BITS) - 1));
  }

  private static String token(long seed, long number) {
    char[] token = new char[TOKEN_LENGTH];
    long bits = 0;
    for (int i = 0; i < TOKEN_LENGTH; i++) {
      bits = i % 10 == 0 ? Scatter.mix(Scatter.mix(seed) ^ (number * 131 + i)) : bits >>> 6;
      token[i] = ALPHABET.charAt((int) (bits & 63));
    }
    return new String(token);
  }
}
