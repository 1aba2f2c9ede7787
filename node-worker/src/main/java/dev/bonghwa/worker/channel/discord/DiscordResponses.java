package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.EgressPause;
import dev.bonghwa.worker.channel.Outcome.EgressPause.Cause;
import dev.bonghwa.worker.channel.Outcome.EndpointFailed;
import dev.bonghwa.worker.channel.Outcome.Gone;
import dev.bonghwa.worker.channel.Outcome.PayloadRejected;
import dev.bonghwa.worker.channel.Outcome.RetryAfter;
import dev.bonghwa.worker.channel.Outcome.RetryNow;
import dev.bonghwa.worker.channel.Outcome.RetryOnceLater;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The table of what Discord's answers mean.
 *
 * <p>Two things need care. First, not every answer comes from Discord: a ban page of what stands in
 * front of it must pause the node and must never condemn an endpoint, so answers that would do that
 * are believed only with the marks of their origin. Second, a refusal may be about the endpoint,
 * about the payload or about us; only the code tells which.
 */
public final class DiscordResponses {
  private static final Duration GLOBAL_DEFAULT = Duration.ofSeconds(5);
  private static final Duration SHARED_DEFAULT = Duration.ofSeconds(5);
  private static final Duration USER_DEFAULT = Duration.ofSeconds(2);
  private static final Duration BAN_AT_LEAST = Duration.ofSeconds(60);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(60);

  private final Waits waits;

  /**
   * Takes a clock for dates in Retry-After and the jitter.
   *
   * @param jitterMillis added to everything waited for, 50 to 250
   */
  public DiscordResponses(InstantSource clock, LongSupplier jitterMillis) {
    waits = new Waits(clock, jitterMillis);
  }

  /**
   * What the result means. Never throws.
   *
   * @param address the endpoint's, since a bad thread is not a bad webhook
   */
  public Outcome classify(String address, SendResult.Attempted result) {
    var endpoint = new Endpoint(address);
    return switch (result) {
      case SendResult.Answer answer -> answered(Facts.of(endpoint, answer));
      case SendResult.NotSent notSent -> notSent(notSent, Reasons.notSent(endpoint, notSent));
      case SendResult.Lost lost -> ambiguous(Duration.ZERO, Reasons.lost(endpoint, lost));
    };
  }

  private Outcome answered(Facts facts) {
    return switch (facts.status() / 100) {
      case 2 -> new Outcome.Delivered(waits.untilReset(facts.headers()));
      case 3 -> new EndpointFailed(facts.reason() + " redirect", false);
      case 4 -> refused(facts);
      case 5 -> broken(facts);
      default -> ambiguous(Duration.ZERO, facts.reason());
    };
  }

  private Outcome refused(Facts facts) {
    if (facts.status() == 429) {
      return tooMany(facts);
    }
    if (facts.code() == Codes.OVERLOADED) {
      return overloaded(facts);
    }
    return switch (facts.status()) {
      case 401 -> unauthorized(facts);
      case 403 -> forbidden(facts);
      case 404 -> notFound(facts);
      case 410 -> gone(facts, false);
      case 400 -> badRequest(facts);
      case 405, 406, 411, 413, 415, 422 -> new PayloadRejected(facts.cause(), facts.reason());
      case 408, 425 -> new Backoff(Limit.ATTEMPTS, Duration.ZERO, false, facts.reason());
      default -> ambiguous(Duration.ZERO, facts.reason());
    };
  }

  private Outcome tooMany(Facts facts) {
    if (facts.isGlobal()) {
      return new EgressPause(
          Cause.GLOBAL_LIMIT, waits.asked(facts, GLOBAL_DEFAULT), facts.reason());
    }
    if (!facts.origin()) {
      return banned(facts);
    }
    return facts.isShared()
        ? new RetryAfter(waits.asked(facts, SHARED_DEFAULT), false, facts.reason())
        : new RetryAfter(waits.asked(facts, USER_DEFAULT), true, facts.reason());
  }

  private Outcome unauthorized(Facts facts) {
    return facts.code() == Codes.INVALID_TOKEN
        ? gone(facts, true)
        : new RetryOnceLater(SECOND_LOOK, true, facts.reason());
  }

  private Outcome forbidden(Facts facts) {
    return !facts.origin() || facts.code() == Codes.BLOCKED
        ? banned(facts)
        : new EndpointFailed(facts.reason(), true);
  }

  private Outcome notFound(Facts facts) {
    return switch (facts.code()) {
      case Codes.UNKNOWN_WEBHOOK -> gone(facts, false);
      case Codes.UNKNOWN_CHANNEL ->
          facts.thread() ? new EndpointFailed(facts.reason(), false) : gone(facts, false);
      case Codes.NONE -> new RetryOnceLater(SECOND_LOOK, false, facts.reason());
      default -> new EndpointFailed(facts.reason(), false);
    };
  }

  private static Outcome badRequest(Facts facts) {
    return Codes.isAboutThread(facts.code())
        ? new EndpointFailed(facts.reason(), false)
        : new PayloadRejected(facts.cause(), facts.reason());
  }

  private Outcome broken(Facts facts) {
    if (facts.code() == Codes.OVERLOADED) {
      return overloaded(facts);
    }
    return switch (facts.status()) {
      case 500, 501, 505 -> new Backoff(Limit.SERVER_ERROR, Duration.ZERO, false, facts.reason());
      case 502, 504, 520, 522, 524 -> ambiguous(waits.asked(facts, Duration.ZERO), facts.reason());
      case 503, 521, 523, 525, 526, 527, 529, 530 -> overloaded(facts);
      default -> ambiguous(Duration.ZERO, facts.reason());
    };
  }

  private Outcome overloaded(Facts facts) {
    Duration asked = waits.asked(facts, Duration.ZERO);
    return new Backoff(Limit.ATTEMPTS, asked, false, facts.reason());
  }

  private Outcome banned(Facts facts) {
    Duration asked = waits.asked(facts, BAN_AT_LEAST);
    Duration pause = asked.compareTo(BAN_AT_LEAST) < 0 ? BAN_AT_LEAST : asked;
    return new EgressPause(Cause.BAN, pause, facts.reason());
  }

  private static Outcome gone(Facts facts, boolean invalid) {
    return facts.origin()
        ? new Gone(facts.reason(), invalid)
        : new EndpointFailed(facts.reason() + " (not said by Discord)", invalid);
  }

  private static Outcome ambiguous(Duration atLeast, String reason) {
    return new Backoff(Limit.ATTEMPTS, atLeast, true, reason);
  }

  private static Outcome notSent(SendResult.NotSent result, String reason) {
    return switch (result.kind()) {
      case DNS, REFUSED, CONNECT_TIMEOUT ->
          new Backoff(Limit.ATTEMPTS, Duration.ZERO, false, reason);
      case TLS -> new Backoff(Limit.TLS, Duration.ZERO, false, reason);
      case UNWRITTEN, REFUSED_STREAM -> new RetryNow(reason);
    };
  }
}
