package dev.bonghwa.worker;

import dev.bonghwa.egress.EgressGroup;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.Probations;
import dev.bonghwa.job.Protocol;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.discord.DiscordChannel;
import dev.bonghwa.worker.channel.discord.DiscordResponses;
import dev.bonghwa.worker.deliver.Deliveries;
import dev.bonghwa.worker.deliver.DeliveryTools;
import dev.bonghwa.worker.egress.Egress;
import dev.bonghwa.worker.lifecycle.Vitals;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.retry.RetryPolicy;
import dev.bonghwa.worker.send.NotificationSender;
import dev.bonghwa.worker.settle.JointSettles;
import dev.bonghwa.worker.settle.Permits;
import dev.bonghwa.worker.settle.RateMeter;
import dev.bonghwa.worker.settle.SettleTools;
import dev.bonghwa.worker.settle.Settler;
import dev.bonghwa.worker.settle.StoreClock;
import dev.bonghwa.worker.settle.StoreLink;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The sending side of a node, wired: what is claimed goes in, settles come out. */
final class Sending {

  private static final URI PROJECT = URI.create("https://github.com/bonghwa/bonghwa");
  private static final Duration MEAN = Duration.ofSeconds(10);
  // What was held back until the same moment does not go out in it, nor a moment too early.
  private static final int LEAST_JITTER_MILLIS = 50;
  private static final int MOST_JITTER_MILLIS = 250;

  /** Of a retry's backoff: half of it less or more, so that what failed together comes apart. */
  private static final double LEAST_BACKOFF = 0.5;

  private static final double MOST_BACKOFF = 1.5;

  private final StoreClock clock = new StoreClock();
  private final BatchClaims claims;
  private final RateMeter rate;
  private final Permits permits;
  private final Settler settler;
  private final Egress egress;
  private final WorkerMetrics metrics;
  private final Deliveries deliveries;

  Sending(
      WorkerConfig config,
      InstanceId self,
      EventLoop loop,
      Redis redis,
      NotificationSender sender,
      WorkerMetrics metrics) {
    this.metrics = metrics;
    this.claims = new BatchClaims(redis, self, Protocol.LEASE);
    this.rate = new RateMeter(loop::nanoTime);
    StoreLink link = new StoreLink(redis::isConnected, loop::nanoTime);
    this.permits = new Permits(config.maxConcurrent(), rate, link);
    this.settler =
        new Settler(
            new SettleTools(
                loop,
                new JointSettles(loop, claims::settle)::settle,
                link,
                clock,
                permits,
                metrics));
    this.egress =
        new Egress(
            loop,
            new EgressGroup(redis, config.egressGroup(), self, config.egressRate().word())::ask,
            new RedisProxies(redis, self, config.egressRate()));
    this.deliveries =
        new Deliveries(
            new DeliveryTools(
                loop,
                store(loop, redis),
                clock,
                settler,
                permits,
                egress,
                sender,
                List.of(discord(config)),
                retries(config.retries()),
                metrics,
                config.delivery()));
  }

  BatchClaims claims() {
    return claims;
  }

  Egress egress() {
    return egress;
  }

  Settler settler() {
    return settler;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  StoreClock clock() {
    return clock;
  }

  /** What it is like now; to be asked on the loop. */
  Vitals vitals() {
    Deliveries.Holding holding = deliveries.holding();
    return new Vitals(
        holding,
        holding.open() - metrics.inHand(),
        permits.inFlight(),
        rate.perSecond(MEAN),
        new Vitals.Egress(
            new Vitals.Pause(egress.pausedFor(), egress.pausedBy()),
            new Vitals.Pause(egress.groupPausedFor(), egress.groupPausedBy()),
            egress.groupRate(),
            egress.invalidAnswers()));
  }

  private RedisStore store(EventLoop loop, Redis redis) {
    var gone = new GoneEndpoints(redis);
    var probations = new Probations(redis);
    return new RedisStore(
        claims,
        gone,
        probations,
        new JobControl(redis),
        new JointLook(loop, keys -> RedisStore.look(gone, probations, keys)));
  }

  private static Channel discord(WorkerConfig config) {
    return new DiscordChannel(
        config.hosts().discordUrl(),
        config.hosts().parser(),
        PROJECT,
        Version.TEXT,
        new DiscordResponses(
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextLong(LEAST_JITTER_MILLIS, MOST_JITTER_MILLIS)));
  }

  private static RetryPolicy retries(WorkerConfig.Retries retries) {
    return new RetryPolicy(
        retries.maxAttempts(),
        retries.ambiguous(),
        () -> ThreadLocalRandom.current().nextDouble(LEAST_BACKOFF, MOST_BACKOFF));
  }
}
