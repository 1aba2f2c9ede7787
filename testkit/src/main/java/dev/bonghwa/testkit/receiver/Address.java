package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where requests come from: what it may still do, and whether it is banned. */
final class Address {
  private final Limits limits;
  private final Window all;
  private final Window refusals;
  private BanForm form;
  private long bannedUntil;
  private long requests;
  private long limited;
  private long invalid;
  private int bans;
  private long whileBanned;

  Address(Limits limits) {
    this.limits = limits;
    all = new Window(limits.address());
    refusals = new Window(limits.invalid());
    form = limits.form();
  }

  /** What a request is told before anybody looks at it; null when it may go on. */
  synchronized @Nullable Answer arrive(long now) {
    requests++;
    if (now < bannedUntil) {
      whileBanned++;
      return form.answer();
    }
    Duration wait = all.take(now);
    if (wait.isZero()) {
      return null;
    }
    limited++;
    return Answers.rateLimitedGlobally(wait).ofTheAddress();
  }

  synchronized void answered(Answer answer, long now) {
    if (!isInvalid(answer) || now < bannedUntil) {
      return;
    }
    invalid++;
    if (!refusals.take(now).isZero()) {
      ban(limits.form(), now + limits.banned().toNanos());
    }
  }

  synchronized void ban(BanForm told, long until) {
    form = told;
    bannedUntil = until;
    bans++;
  }

  synchronized AddressCount count() {
    return new AddressCount(requests, limited, invalid, bans, whileBanned);
  }

  private static boolean isInvalid(Answer answer) {
    return switch (answer.status()) {
      case 401, 403 -> true;
      case 429 -> !"shared".equals(answer.headers().get("X-RateLimit-Scope"));
      default -> false;
    };
  }
}
