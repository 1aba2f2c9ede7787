package dev.bonghwa.testkit.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes what is still open when the JVM ends: processes must not outlive the tests. */
public final class AtExit {
  private static final Set<AutoCloseable> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "testkit-at-exit"));
  }

  private AtExit() {}

  /** Closes {@code thing} at the end of the JVM unless it is {@link #forget forgotten} before. */
  public static void close(AutoCloseable thing) {
    OPEN.add(thing);
  }

  /** The caller has closed it. */
  public static void forget(AutoCloseable thing) {
    OPEN.remove(thing);
  }

  private static void closeAll() {
    OPEN.parallelStream().forEach(AtExit::quietly);
  }

  private static void quietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // The JVM is ending: there is nobody left to tell.
    }
  }
}
