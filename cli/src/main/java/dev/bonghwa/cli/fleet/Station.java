package dev.bonghwa.cli.fleet;

import java.util.Map;

/**
 * A worker of a local fleet.
 *
 * @param strength its MAX_CONCURRENT, 1 to 1,000
 * @param env what else it is told
 */
public record Station(int strength, Map<String, String> env) {

  public Station {
    env = Map.copyOf(env);
  }

  public static Station of(int strength) {
    return new Station(strength, Map.of());
  }
}
