package dev.bonghwa.cli.doctor;

import dev.bonghwa.check.Check;
import dev.bonghwa.config.Env;
import dev.bonghwa.config.Logging;
import dev.bonghwa.nms.NmsCheck;
import dev.bonghwa.nms.NmsConfig;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.worker.WorkerCheck;
import dev.bonghwa.worker.WorkerConfig;
import dev.bonghwa.worker.check.Wishes;
import java.util.List;
import java.util.Map;

/** One of the two programs, as far as its configuration goes. */
public enum Program {
  NMS_API("nms-api") {
    @Override
    RedisSettings read(Env env) {
      return NmsConfig.from(env).redis();
    }

    @Override
    List<Check> checks(Map<String, String> variables, Wishes wishes) {
      return NmsCheck.checks(NmsConfig.from(Env.of(variables)));
    }
  },
  NODE_WORKER("node-worker") {
    @Override
    RedisSettings read(Env env) {
      return WorkerConfig.from(env).redis();
    }

    @Override
    List<Check> checks(Map<String, String> variables, Wishes wishes) {
      return WorkerCheck.checks(WorkerConfig.from(Env.of(variables)), wishes);
    }
  };

  private final String word;

  Program(String word) {
    this.word = word;
  }

  /** Its configuration, with every fault in it. */
  public Reading read(Map<String, String> variables) {
    Env env = Env.of(variables);
    Logging.check(env);
    RedisSettings redis = read(env);
    return new Reading(this, env, redis);
  }

  abstract RedisSettings read(Env env);

  /** What there is to look at, when the configuration has no fault. */
  abstract List<Check> checks(Map<String, String> variables, Wishes wishes);

  @Override
  public String toString() {
    return word;
  }
}
