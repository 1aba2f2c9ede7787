package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Samples;

/** The made-up webhooks of all cases: each job has the first so many of one series. */
final class Targets {
  static final long SEED = 20_230_719;

  private Targets() {}

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
}
