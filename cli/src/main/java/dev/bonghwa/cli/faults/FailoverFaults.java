package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisCluster;
import dev.bonghwa.testkit.redis.RedisOptions;
import dev.bonghwa.testkit.redis.RedisUsers;
import java.time.Duration;
import java.util.List;

/**
 * The master dies for good in mid-job, and its replica takes its place. Replication does not wait:
 * what the master had confirmed in its last moments may be lost, as in a crash.
 */
final class FailoverFaults {
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(10);
  private static final String PROMISE =
      "goes on within 10 s, twice at most what was in flight or unsettled";

  private FailoverFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "sentinel-failover",
            "kill -9 of the master in mid-job; a Sentinel makes its replica the master",
            PROMISE,
            FailoverFaults::sentinel),
        new FaultCase(
            "cluster-failover",
            "kill -9 of the job's master in a Cluster of three with a replica each, in mid-job",
            PROMISE,
            FailoverFaults::cluster));
  }

  private static void sentinel(Arena arena) {
    EmbeddedRedis master = arena.redis();
    EmbeddedRedis replica =
        arena.redis(RedisOptions.defaults().withAppendOnly().withMaster(master.port()));
    replica.awaitReplicating();
    EmbeddedRedis sentinel =
        arena.keep(EmbeddedRedis.start(RedisOptions.sentinelOf(master.port())));
    var resends = new Resends();
    CaseFleet fleet =
        arena
            .fleet(by(sentinel, RedisUsers.NODE_WORKER))
            .nmsBy(by(sentinel, RedisUsers.NMS_API))
            .on(master, replica)
            .receiver(resends)
            .start(40, 40);

    FleetJob job = begun(arena, fleet);
    requireBorne(arena, fleet, resends, job, master);
  }

  private static String by(EmbeddedRedis sentinel, String user) {
    return "redis-sentinel://"
        + RedisUsers.login(user)
        + "127.0.0.1:"
        + sentinel.port()
        + "#bonghwa";
  }

  private static void cluster(Arena arena) {
    RedisOptions options = RedisOptions.defaults().withAppendOnly().withUsers();
    RedisCluster redis = arena.keep(RedisCluster.start(3, options));
    redis.addReplicas(options);
    var resends = new Resends();
    CaseFleet fleet = arena.fleet(redis).receiver(resends).start(40, 40);

    FleetJob job = begun(arena, fleet);
    EmbeddedRedis master = redis.masterOf("bonghwa:{job:" + job.latest().id() + "}");
    requireBorne(arena, fleet, resends, job, master);
  }

  private static FleetJob begun(Arena arena, CaseFleet fleet) {
    int targets = arena.scale().of(6_000, 60_000);
    FleetJob job = fleet.submit("failover", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 200));
    return job;
  }

  private static void requireBorne(
      Arena arena, CaseFleet fleet, Resends resends, FleetJob job, EmbeddedRedis master) {
    long bound = Resends.mostRepeated(fleet);
    master.kill();
    arena.tell("the master is dead: " + master);
    long killed = System.nanoTime();
    arena.pass(Duration.ofSeconds(1)); // the last look at the old master has been told by then
    job.awaitEnded(job.latest().ended() + 1, GOES_ON_WITHIN);
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - killed));

    arena.check(fleet, job, arena.scale().seconds(60, 300)).allDelivered().twiceAtMost(bound);
    RedisFaults.requireAllWork(arena, fleet, resends);
  }
}
