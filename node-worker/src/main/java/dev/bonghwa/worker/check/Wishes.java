package dev.bonghwa.worker.check;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at.
 *
 * @param offline nothing beyond Redis is called
 * @param manager a manager of the swarm that this machine may join; null when none is meant
 */
public record Wishes(boolean offline, @Nullable String manager) {

  public static final String USAGE = "--check [--offline] [--manager HOST]";

  /**
   * From the arguments of the program.
   *
   * @throws IllegalArgumentException when they are others than {@link #USAGE}
   */
  public static Wishes parse(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    boolean check = false;
    boolean offline = false;
    String manager = null;
    while (rest.hasNext()) {
      switch (rest.next()) {
        case "--check" -> check = true;
        case "--offline" -> offline = true;
        case "--manager" -> manager = rest.hasNext() ? rest.next() : "";
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    if (!check || "".equals(manager)) {
      throw new IllegalArgumentException(USAGE);
    }
    return new Wishes(offline, manager);
  }
}
