package dev.bonghwa.worker;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Checkup;
import dev.bonghwa.check.Finding;
import dev.bonghwa.config.ConfigFindings;
import dev.bonghwa.config.Env;
import dev.bonghwa.config.Logging;
import dev.bonghwa.redis.RedisCheckup;
import dev.bonghwa.redis.RightsLook;
import dev.bonghwa.registry.EgressLook;
import dev.bonghwa.registry.FleetLook;
import dev.bonghwa.worker.check.EgressCheck;
import dev.bonghwa.worker.check.MachineCheck;
import dev.bonghwa.worker.check.Wishes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Whether a node can work with this configuration, on this machine, in this fleet. It is not
 * started, and nobody hears of it.
 */
public final class WorkerCheck {

  private WorkerCheck() {}

  /** Reads the variables as the program does, and looks at what they lead to. Blocks, for 15 s. */
  public static Checkup of(Map<String, String> variables, Wishes wishes)
      throws InterruptedException {
    Env env = Env.of(variables);
    Logging.check(env);
    WorkerConfig config = WorkerConfig.from(env);
    Checkup read = new Checkup(ConfigFindings.of("node-worker", env));
    return read.hasFault() ? read : read.and(Checkup.of(checks(config, wishes)));
  }

  /** What there is to look at when the configuration has no fault. */
  public static List<Check> checks(WorkerConfig config, Wishes wishes) {
    String node = config.node().value();
    return List.of(
        RedisCheckup.of(
            config.redis(),
            "node-worker:" + node + ":check",
            InstantSource.system(),
            RightsLook.ofNodeWorker(),
            new FleetLook(),
            new EgressLook(Map.of(node, config.egressGroup()))),
        egress(config, wishes),
        MachineCheck.here(config.maxConcurrent()));
  }

  private static Check egress(WorkerConfig config, Wishes wishes) {
    return wishes.offline()
        ? new Check.Left(new Finding.Skipped("egress", left(wishes)))
        : EgressCheck.to(config.hosts().discordUrl(), config.sender(), wishes.manager());
  }

  private static String left(Wishes wishes) {
    return wishes.manager() == null ? "--offline" : "--offline; --manager is not tried either";
  }
}
