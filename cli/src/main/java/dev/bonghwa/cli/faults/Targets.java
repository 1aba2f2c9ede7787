package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.testkit.discord.Samples;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The made-up webhooks of all tests: the first {@code count} of one series. */
record Targets(int count, byte[] lines) implements Submission.Targets {
  private static final long SEED = 20_230_719;

  static Targets first(int count) {
    String lines =
        Samples.targets(SEED, count).map(t -> "\"" + t + "\"\n").collect(Collectors.joining());
    return new Targets(count, lines.getBytes(StandardCharsets.US_ASCII));
  }

  /** The webhook at this index of a job. */
  static long webhook(int index) {
    return Samples.webhook(SEED, index).id();
  }

  /** The index at which a job has this webhook. */
  static long number(long webhook) {
    return Samples.number(webhook);
  }

  static String token(int index) {
    return Samples.webhook(SEED, index).token();
  }

  @Override
  public long bytes() {
    return lines.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(lines);
  }
}
