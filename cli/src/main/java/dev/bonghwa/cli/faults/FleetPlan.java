package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a fleet of a case is made of, before it is started. */
final class FleetPlan {

  private final Arena arena;
  private final String redisUrl;
  private final List<EmbeddedRedis> servers = new ArrayList<>();
  private final Map<String, String> env = new HashMap<>();
  private ReceiverOptions receiver = ReceiverOptions.defaults();
  private String nmsRedisUrl;

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

  /** Starts it with so many workers of one strength (MAX_CONCURRENT). */
  Fleet startAlike(int workers, int strength) {
    return start(IntStream.range(0, workers).map(i -> strength).toArray());
  }

  /** Starts it with workers of these strengths; returns when all are alive. */
  Fleet start(int... strengths) {
    Fleet fleet =
        arena.opened(
            new Fleet(
                new Programs(redisUrl, nmsRedisUrl, Map.copyOf(env)),
                receiver,
                servers.stream().map(Connections::watch).toList()));
    for (int strength : strengths) {
      fleet.launch(strength);
    }
    fleet.awaitAlive();
    arena.tell("%d workers and nms-api are up".formatted(strengths.length));
    return fleet;
  }
}
