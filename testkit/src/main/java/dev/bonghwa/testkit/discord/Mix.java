package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.Reply.Answer;
import dev.bonghwa.testkit.discord.Reply.CutAnswer;
import java.time.Duration;

/**
 * A Discord on an ordinary bad day: shares of everything that can go wrong.
 *
 * <pre>{@code
 * Mix.seeded(7)
 *     .latency(Duration.ofMillis(5), Duration.ofMillis(40))
 *     .rateLimited(0.10, Duration.ofSeconds(1), Duration.ofSeconds(5))
 *     .serverErrors(0.05).resets(0.01).gone(0.02)
 * }</pre>
 *
 * <p>Each share is decided by the hash of webhook, attempt and seed: two runs with one seed see the
 * same. What is gone, or refused, is so for ever; faults that pass come only in the first {@code
 * attempts} (2) of a webhook in a job, so that each target can be delivered.
 */
public record Mix(long seed, Range latency, Passing passing, Lasting lasting, int attempts)
    implements Behaviour {
  private static final int LATENCY = 1;
  private static final int LASTING = 2;
  private static final int PASSING = 3;
  private static final int KIND = 4;
  private static final int PAUSE = 5;

  /** From {@code least} (included) to {@code most}, evenly spread. */
  public record Range(Duration least, Duration most) {
    Duration at(double share) {
      return least.plusNanos((long) (share * most.minus(least).toNanos()));
    }

    Duration millisAt(double share) {
      return Duration.ofMillis(at(share).toMillis());
    }
  }

  /**
   * Shares, of 1, of the faults that pass.
   *
   * @param sharedOf share of the 429s that are of scope shared
   * @param globalOf share of the 429s that are global
   * @param retryAfter of the 429s
   */
  public record Passing(
      double rateLimited,
      double sharedOf,
      double globalOf,
      Range retryAfter,
      double serverErrors,
      double resets,
      double banned,
      double blocked) {}

  /** Shares, of 1, of webhooks that answer the same for ever. */
  public record Lasting(double gone, double badToken, double forbidden) {}

  /** All is well, at once. */
  public static Mix seeded(long seed) {
    Range none = new Range(Duration.ZERO, Duration.ZERO);
    return new Mix(seed, none, new Passing(0, 0, 0, none, 0, 0, 0, 0), new Lasting(0, 0, 0), 2);
  }

  public Mix latency(Duration least, Duration most) {
    return new Mix(seed, new Range(least, most), passing, lasting, attempts);
  }

  /** Share of 429s for the webhook, and how long they ask to wait. */
  public Mix rateLimited(double share, Duration least, Duration most) {
    Passing p = passing;
    return with(
        new Passing(
            share,
            p.sharedOf,
            p.globalOf,
            new Range(least, most),
            p.serverErrors,
            p.resets,
            p.banned,
            p.blocked));
  }

  /** How many of the 429s are of scope shared, and how many are global. */
  public Mix scopes(double sharedOf, double globalOf) {
    Passing p = passing;
    return with(
        new Passing(
            p.rateLimited,
            sharedOf,
            globalOf,
            p.retryAfter,
            p.serverErrors,
            p.resets,
            p.banned,
            p.blocked));
  }

  /** Share of 500s and 503s. */
  public Mix serverErrors(double share) {
    Passing p = passing;
    return with(
        new Passing(
            p.rateLimited,
            p.sharedOf,
            p.globalOf,
            p.retryAfter,
            share,
            p.resets,
            p.banned,
            p.blocked));
  }

  /** Share of 200s that break off: half of them in the head, half in the body. */
  public Mix resets(double share) {
    Passing p = passing;
    return with(
        new Passing(
            p.rateLimited,
            p.sharedOf,
            p.globalOf,
            p.retryAfter,
            p.serverErrors,
            share,
            p.banned,
            p.blocked));
  }

  /** Shares of Cloudflare's ban pages (all three forms of them) and of its block (403 + 40333). */
  public Mix bans(double banned, double blocked) {
    Passing p = passing;
    return with(
        new Passing(
            p.rateLimited,
            p.sharedOf,
            p.globalOf,
            p.retryAfter,
            p.serverErrors,
            p.resets,
            banned,
            blocked));
  }

  /** Share of webhooks that are gone. */
  public Mix gone(double share) {
    return with(new Lasting(share, lasting.badToken, lasting.forbidden));
  }

  /** Shares of webhooks whose token is bad, and of those that may not write. */
  public Mix refused(double badToken, double forbidden) {
    return with(new Lasting(lasting.gone, badToken, forbidden));
  }

  /** In how many attempts per webhook and job passing faults may come. */
  public Mix faultyAttempts(int count) {
    return new Mix(seed, latency, passing, lasting, count);
  }

  private Mix with(Passing newPassing) {
    return new Mix(seed, latency, newPassing, lasting, attempts);
  }

  private Mix with(Lasting newLasting) {
    return new Mix(seed, latency, passing, newLasting, attempts);
  }

  /** Whether this webhook answers 404 + 10015 for ever. */
  public boolean isGone(long webhook) {
    return Hash.share(webhook, 0, seed, LASTING) < lasting.gone;
  }

  @Override
  public Reply reply(ReceivedRequest request) {
    return unhurried(request).after(latency.at(share(request, LATENCY)));
  }

  private Reply unhurried(ReceivedRequest request) {
    double luck = Hash.share(request.webhook(), 0, seed, LASTING);
    if ((luck -= lasting.gone) < 0) {
      return Answers.gone();
    }
    if ((luck -= lasting.badToken) < 0) {
      return Answers.badToken();
    }
    if (luck < lasting.forbidden) {
      return Answers.forbidden();
    }
    return request.attempt() <= attempts ? passing(request) : Answers.delivered(request);
  }

  private Reply passing(ReceivedRequest request) {
    double luck = share(request, PASSING);
    if ((luck -= passing.rateLimited) < 0) {
      return rateLimit(request);
    }
    if ((luck -= passing.serverErrors) < 0) {
      return Answers.serverError(share(request, KIND) < 0.5 ? 500 : 503);
    }
    if ((luck -= passing.resets) < 0) {
      return new CutAnswer(Answers.message(request), where(request));
    }
    if ((luck -= passing.banned) < 0) {
      return ban(request);
    }
    return luck < passing.blocked ? Answers.blocked() : Answers.delivered(request);
  }

  private Answer rateLimit(ReceivedRequest request) {
    Duration pause = passing.retryAfter.millisAt(share(request, PAUSE));
    double kind = share(request, KIND);
    if (kind < passing.sharedOf) {
      return Answers.rateLimitedShared(pause);
    }
    return kind < passing.sharedOf + passing.globalOf
        ? Answers.rateLimitedGlobally(pause)
        : Answers.rateLimited(pause);
  }

  private CutAnswer.Where where(ReceivedRequest request) {
    return share(request, KIND) < 0.5 ? CutAnswer.Where.IN_HEAD : CutAnswer.Where.IN_BODY;
  }

  private Answer ban(ReceivedRequest request) {
    double kind = share(request, KIND) * 3;
    if (kind < 1) {
      return Answers.banPage();
    }
    return kind < 2 ? Answers.banText() : Answers.banJson();
  }

  private double share(ReceivedRequest request, int salt) {
    return Hash.share(request.webhook(), request.attempt(), seed, salt);
  }
}
