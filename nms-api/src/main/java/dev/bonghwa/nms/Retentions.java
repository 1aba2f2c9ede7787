package dev.bonghwa.nms;

import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import java.time.Duration;
import java.util.Map;

/** Reads one part of {@code JOB_RETENTION}, which holds two durations. */
final class Retentions {
  private static final String NAME = "JOB_RETENTION";

  private Retentions() {}

  static Duration read(Env env, String part) {
    Env one = Env.of(Map.of(NAME, part.isEmpty() ? "-" : part));
    Duration kept =
        one.duration(NAME, Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(366));
    try {
      one.check();
    } catch (ConfigFaults e) {
      e.faults().forEach(env::fault);
    }
    return kept;
  }
}
