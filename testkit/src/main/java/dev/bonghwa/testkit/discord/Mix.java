package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.Luck.Draw;
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
 * <p>What is gone, or refused, is so for ever; faults that pass come only in the first {@code
 * attempts} (2) of a webhook in a job, so that each target can be delivered.
 */
public record Mix(
    long seed, Range latency, PassingFaults passing, LastingFaults lasting, int attempts)
    implements Behaviour {

  /** All is well, at once. */
  public static Mix seeded(long seed) {
    return new Mix(seed, Range.NONE, PassingFaults.NONE, LastingFaults.NONE, 2);
  }

  public Mix latency(Duration least, Duration most) {
    return new Mix(seed, new Range(least, most), passing, lasting, attempts);
  }

  /** Share of 429s for the webhook, and how long they ask to wait. */
  public Mix rateLimited(double share, Duration least, Duration most) {
    return with(
        passing.withRateLimits(passing.rateLimits().withShare(share, new Range(least, most))));
  }

  /** How many of the 429s are of scope shared, and how many are global. */
  public Mix scopes(double sharedOf, double globalOf) {
    return with(passing.withRateLimits(passing.rateLimits().withScopes(sharedOf, globalOf)));
  }

  /** Share of 500s and 503s. */
  public Mix serverErrors(double share) {
    return with(passing.withServerErrors(share));
  }

  /** Share of 200s that break off: half of them in the head, half in the body. */
  public Mix resets(double share) {
    return with(passing.withResets(share));
  }

  /** Shares of Cloudflare's ban pages (all three forms of them) and of its block (403 + 40333). */
  public Mix bans(double banned, double blocked) {
    return with(passing.withBans(banned, blocked));
  }

  /** Share of webhooks that are gone. */
  public Mix gone(double share) {
    return with(lasting.withGone(share));
  }

  /** Shares of webhooks whose token is bad, and of those that may not write. */
  public Mix refused(double badToken, double forbidden) {
    return with(lasting.withRefused(badToken, forbidden));
  }

  /** In how many attempts per webhook and job passing faults may come. */
  public Mix faultyAttempts(int count) {
    return new Mix(seed, latency, passing, lasting, count);
  }

  private Mix with(PassingFaults faults) {
    return new Mix(seed, latency, faults, lasting, attempts);
  }

  private Mix with(LastingFaults faults) {
    return new Mix(seed, latency, passing, faults, attempts);
  }

  /** Whether this webhook answers 404 + 10015 for ever. */
  public boolean isGone(long webhook) {
    return lasting.isGone(Luck.lasting(seed, webhook));
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    Luck luck = Luck.of(seed, request);
    return unhurried(request, luck).after(latency.at(luck.share(Draw.LATENCY)));
  }

  private ReceiverReply unhurried(ReceivedRequest request, Luck luck) {
    ReceiverReply always = lasting.reply(Luck.lasting(seed, request.webhook()));
    if (always != null) {
      return always;
    }
    return request.attempt() <= attempts
        ? passing.reply(request, luck)
        : Answers.delivered(request);
  }
}
