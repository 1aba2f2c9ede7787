package dev.bonghwa.cli.faults;

import dev.bonghwa.job.Protocol;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Programs of two protocols in one fleet, as an update brings them, and as taking it back does. */
final class VersionFaults {
  private static final int NEWER = Protocol.VERSION + 1;
  private static final Map<String, String> UPDATED =
      Map.of("JDK_JAVA_OPTIONS", "-Dbonghwa.protocol=" + NEWER);
  private static final Duration WATCHED = Duration.ofSeconds(2);

  private VersionFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "mixed-versions",
            "nms-api and the workers are updated to a newer protocol one by one; then only older"
                + " programs are left, until a newer worker is back",
            "each job in the newest protocol that all nodes know, sent only by those who know it;"
                + " nothing twice",
            VersionFaults::update));
  }

  private static void update(Arena arena) {
    var rolling = new Rolling(arena);
    rolling.updateHalf();
    rolling.updateTheRest();
    rolling.takeBack();
  }

  /** The steps of the story, each on the fleet that the one before has left. */
  private static final class Rolling {
    private final Arena arena;
    private final Duration patience;
    private final EmbeddedRedis redis;
    private final Resends resends = new Resends();
    private final CaseFleet fleet;
    private final int targets;

    Rolling(Arena arena) {
      this.arena = arena;
      patience = arena.scale().seconds(60, 300);
      targets = arena.scale().of(1_500, 20_000);
      redis = arena.redis();
      fleet = arena.fleet(redis).receiver(resends).start(20, 20);
    }

    void updateHalf() {
      FleetJob running = begun("before", targets);
      update(1);
      fleet.replaceNms(UPDATED);
      FleetJob mixed = submit("mixed", Protocol.VERSION);
      end(running);
      end(mixed);
      requireSent(fleet.node(1), fleet.node(2));
    }

    void updateTheRest() {
      update(2);
      end(submit("updated", NEWER));
    }

    void takeBack() {
      FleetJob left = begun("left", 4 * targets);
      requireProtocol(left, NEWER);
      fleet.client().control(left.latest().id(), "pause"); // however long a process takes to start
      CaseNode older = fleet.launch(20);
      fleet.awaitAlive();
      fleet.terminate(1);
      fleet.terminate(2);
      fleet.client().control(left.latest().id(), "resume");
      fleet.replaceNms();
      arena.pass(WATCHED);
      require(!left.latest().isFinished(), "over before only the older worker was left");
      require(resends.tollOf(older).sent() == 0, "the older worker sent of a newer job");
      FleetJob back = submit("back", Protocol.VERSION);
      end(back);
      require(resends.tollOf(older).sent() == targets, "the older worker sent of a newer job");
      arena.tell("only older programs are left: they leave the newer job alone");

      fleet.replace(1, UPDATED);
      end(left);
    }

    private FleetJob begun(String key, int size) {
      FleetJob job = fleet.submit(key, size);
      job.awaitEnded(targets / 10, patience);
      return job;
    }

    private void update(int number) {
      fleet.terminate(number);
      fleet.replace(number, UPDATED);
      fleet.awaitAlive();
      arena.tell("worker-%d is updated".formatted(number));
    }

    private FleetJob submit(String key, int protocol) {
      FleetJob job = fleet.submit(key, targets);
      requireProtocol(job, protocol);
      return job;
    }

    private void requireProtocol(FleetJob job, int expected) {
      String key = "bonghwa:{job:" + job.latest().id() + "}";
      String written = redis.call("HGET", key, "protocol");
      arena.tell("job %s is in protocol %s".formatted(job.key(), written));
      require(written.equals("" + expected), job.key() + " is in protocol " + written);
    }

    private void requireSent(CaseNode... nodes) {
      for (CaseNode node : nodes) {
        require(resends.tollOf(node).sent() > 0, node + " sent nothing");
      }
    }

    private void end(FleetJob job) {
      arena.check(fleet, job, patience).allDelivered().once();
    }

    private void require(boolean kept, String otherwise) {
      if (!kept) {
        arena.figures().broken(otherwise);
      }
    }
  }
}
