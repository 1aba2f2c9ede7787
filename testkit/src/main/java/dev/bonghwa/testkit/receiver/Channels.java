package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.Samples;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limit that all webhooks of a channel share. No header tells of it until it is reached, and
 * those of the refusal look as if all were well: only Retry-After, of 40 s and more, is true.
 */
final class Channels {
  private static final Duration LEAST_WAIT = Duration.ofSeconds(40);
  private static final int MORE_MILLIS = 5_000;

  private final Limits limits;
  private final Map<Long, Window> windows = new ConcurrentHashMap<>();

  Channels(Limits limits) {
    this.limits = limits;
  }

  /** What a request to this webhook is told; null when its channel takes it. */
  @Nullable Answer arrive(long webhook, long now) {
    if (limits.channel().isNone()) {
      return null;
    }
    Window window =
        windows.computeIfAbsent(channel(webhook), first -> new Window(limits.channel()));
    synchronized (window) {
      return window.take(now).isZero() ? null : refusal(webhook);
    }
  }

  void clear() {
    windows.clear();
  }

  private static Answer refusal(long webhook) {
    Duration wait = LEAST_WAIT.plusMillis(Math.floorMod(Index.mixed(webhook, 1), MORE_MILLIS));
    return Answers.rateLimited(wait)
        .header("X-RateLimit-Remaining", "4")
        .header("X-RateLimit-Reset-After", "2.000");
  }

  /** Webhooks that follow each other in their seed share one. */
  private long channel(long webhook) {
    return Samples.number(webhook) / limits.webhooksPerChannel();
  }
}
