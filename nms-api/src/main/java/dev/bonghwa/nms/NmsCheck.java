package dev.bonghwa.nms;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Checkup;
import dev.bonghwa.check.Finding;
import dev.bonghwa.config.ConfigFindings;
import dev.bonghwa.config.Env;
import dev.bonghwa.config.Logging;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisCheckup;
import dev.bonghwa.redis.RedisLook;
import dev.bonghwa.redis.RightsLook;
import dev.bonghwa.registry.FleetLook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Whether the API can work with this configuration. It is not started. */
public final class NmsCheck {

  private NmsCheck() {}

  /** Reads the variables as the program does, and looks at what they lead to. Blocks, for 15 s. */
  public static Checkup of(Map<String, String> variables) throws InterruptedException {
    Env env = Env.of(variables);
    Logging.check(env);
    NmsConfig config = NmsConfig.from(env);
    Checkup read = new Checkup(ConfigFindings.of("nms-api", env));
    return read.hasFault() ? read : read.and(Checkup.of(checks(config)));
  }

  /** What there is to look at when the configuration has no fault. */
  public static List<Check> checks(NmsConfig config) {
    RedisLook durable = redis -> config.durableAccept() ? durable(redis) : List.of();
    return List.of(
        RedisCheckup.of(
            config.redis(),
            "nms-api:check",
            InstantSource.system(),
            RightsLook.ofNmsApi(),
            new FleetLook(),
            durable));
  }

  /** Throws when it cannot be. */
  private static List<Finding> durable(Redis redis) {
    redis.openDurableLog("nms-api:check").close();
    return List.of(new Finding.Ok("redis disk", "DURABLE_ACCEPT: the disk confirms writes"));
  }
}
