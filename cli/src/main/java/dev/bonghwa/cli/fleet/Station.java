package dev.bonghwa.cli.fleet;

import java.util.HashMap;
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

  /** With a variable more. */
  public Station with(String name, String value) {
    Map<String, String> more = new HashMap<>(env);
    more.put(name, value);
    return new Station(strength, more);
  }

  public static Station of(int strength) {
    return new Station(strength, Map.of());
  }
}
