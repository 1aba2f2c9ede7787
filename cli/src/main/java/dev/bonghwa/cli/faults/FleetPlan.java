package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.cli.fleet.ReceiverAddress;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.JobKey;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a fleet of a case is made of, before it is started. */
final class FleetPlan {

  /** Two cores carry a whole fleet here: compile quickly rather than well. */
  private static final List<String> QUICKLY_COMPILED = List.of("-XX:TieredStopAtLevel=1");

  private final Arena arena;
  private final String redisUrl;
  private final List<EmbeddedRedis> servers = new ArrayList<>();
  // What is said at this level must hold no secret either.
  private final Map<String, String> env = new HashMap<>(Map.of("LOG_LEVEL", "debug"));
  private ReceiverOptions receiver = ReceiverOptions.defaults();
  private String nmsRedisUrl;
  private boolean keepsClasses;

  FleetPlan(Arena arena, String redisUrl) {
    this.arena = arena;
    this.redisUrl = redisUrl;
    this.nmsRedisUrl = redisUrl;
  }

  /** The servers behind the URL, whose connections are counted. */
  FleetPlan on(EmbeddedRedis... nodes) {
    servers.addAll(List.of(nodes));
    return this;
  }

  FleetPlan receiver(Behaviour behaviour) {
    return receiver(receiver.withBehaviour(behaviour));
  }

  FleetPlan receiver(ReceiverOptions options) {
    receiver = options;
    return this;
  }

  /** nms-api takes this way to Redis, and the workers the other. */
  FleetPlan nmsBy(String url) {
    nmsRedisUrl = url;
    return this;
  }

  /** For all programs. */
  FleetPlan env(String name, Object value) {
    env.put(name, value.toString());
    return this;
  }

  /** Its programs leave archives of their classes for those that start later. */
  FleetPlan keepingClasses() {
    keepsClasses = true;
    return this;
  }

  /** Starts it with so many workers of one strength (MAX_CONCURRENT). */
  CaseFleet startAlike(int workers, int strength) {
    return start(IntStream.range(0, workers).map(i -> strength).toArray());
  }

  /** Starts it with workers of these strengths; returns when all are alive. */
  CaseFleet start(int... strengths) {
    DiscordReceiver discord = started(receiver);
    var address = ReceiverAddress.of(discord);
    var programs = new Programs(redisUrl, address, env, QUICKLY_COMPILED, keepsClasses);
    List<ConnectionWatch> connections = ConnectionWatch.watch(servers);
    CaseFleet fleet =
        arena.opened(new CaseFleet(programs, discord, nmsRedisUrl, connections)).begin();
    for (int strength : strengths) {
      fleet.launch(strength);
    }
    fleet.awaitAlive();
    arena.tell(
        strengths.length == 0
            ? "nms-api is up"
            : "nms-api and %s are up".formatted(Words.count(strengths.length, "worker")));
    return fleet;
  }

  private static DiscordReceiver started(ReceiverOptions options) {
    return DiscordReceiver.start(options.withJobKey(JobKey.marker(MadeUpJob.MARKER)));
  }
}
