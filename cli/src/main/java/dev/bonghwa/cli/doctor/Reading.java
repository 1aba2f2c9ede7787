package dev.bonghwa.cli.doctor;

import dev.bonghwa.check.Finding;
import dev.bonghwa.config.ConfigFindings;
import dev.bonghwa.config.Env;
import dev.bonghwa.redis.RedisSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a program read. */
public record Reading(Program program, Env env, RedisSettings redis) {

  /** The values in force, by name, without secrets; an address of Redis without its password. */
  public Map<String, String> values() {
    Map<String, String> values = new TreeMap<>(env.effective());
    values.put("REDIS_URL", redis.masked());
    return values;
  }

  /** What is to be said of them. */
  public List<Finding> findings() {
    return ConfigFindings.of(program.toString(), env);
  }
}
