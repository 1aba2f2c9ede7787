package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.Luck.Draw;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;

/**
 * The 429s.
 *
 * @param share of them among all requests
 * @param sharedOf share of scope shared among them
 * @param globalOf share of global ones among them
 */
public record RateLimits(double share, double sharedOf, double globalOf, Range retryAfter) {
  static final RateLimits NONE = new RateLimits(0, 0, 0, Range.NONE);

  RateLimits withShare(double newShare, Range newRetryAfter) {
    return new RateLimits(newShare, sharedOf, globalOf, newRetryAfter);
  }

  RateLimits withScopes(double newSharedOf, double newGlobalOf) {
    return new RateLimits(share, newSharedOf, newGlobalOf, retryAfter);
  }

  Answer answer(Luck luck) {
    Duration pause = retryAfter.millisAt(luck.share(Draw.PAUSE));
    double kind = luck.share(Draw.KIND);
    if (kind < sharedOf) {
      return Answers.rateLimitedShared(pause);
    }
    return kind < sharedOf + globalOf
        ? Answers.rateLimitedGlobally(pause)
        : Answers.rateLimited(pause);
  }
}
