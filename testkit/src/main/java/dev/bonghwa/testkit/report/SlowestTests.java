package dev.bonghwa.testkit.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the ten slowest tests of a run, so that slow ones are noticed when they come in. */
public final class SlowestTests implements TestExecutionListener {
  private static final int SHOWN = 10;
  private static final Duration WORTH_SHOWING = Duration.ofMillis(100);

  private final Map<String, Long> starts = new ConcurrentHashMap<>();
  private final Map<String, Timed> times = new ConcurrentHashMap<>();

  private record Timed(String name, Duration time) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%8.2f s  %s", time.toMillis() / 1000.0, name);
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    starts.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Long start = starts.remove(test.getUniqueId());
    if (test.isTest() && start != null) {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      times.put(test.getUniqueId(), new Timed(name(test), time));
    }
  }

  private static String name(TestIdentifier test) {
    String owner =
        test.getSource()
            .map(
                source ->
                    switch (source) {
                      case MethodSource method -> simple(method.getClassName()) + ".";
                      case ClassSource type -> simple(type.getClassName()) + ".";
                      default -> "";
                    })
            .orElse("");
    return owner + test.getDisplayName();
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<Timed> slowest = slowest();
    if (!slowest.isEmpty()) {
      System.out.println("Slowest tests:");
      slowest.forEach(System.out::println);
    }
    times.clear();
  }

  private List<Timed> slowest() {
    List<Timed> all = new ArrayList<>(times.values());
    all.removeIf(timed -> timed.time().compareTo(WORTH_SHOWING) < 0);
    all.sort(Comparator.comparing(Timed::time).reversed());
    return all.subList(0, Math.min(SHOWN, all.size()));
  }
}
