package dev.bonghwa.worker.check;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether this machine, or what a container leaves of it, carries as many requests as it is to have
 * in flight.
 *
 * @param root where proc and sys are
 * @param cores that this JVM may use
 */
public record MachineCheck(int maxConcurrent, Path root, int cores) implements Check {

  /** What a worker takes at full speed, and with each request in flight, rounded up. */
  private static final long BUSY_MIB = 165;

  private static final double EACH_MIB = 0.02;

  /** Beside a connection for each request: Redis, health, jars, logs. */
  private static final int OTHER_FILES = 100;

  private static final String CGROUP_1 = "sys/fs/cgroup/memory/memory.limit_in_bytes";
  private static final String CGROUP_2 = "sys/fs/cgroup/memory.max";

  private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d{1,15})");
  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,18})");

  /** Of the machine that this runs on. */
  public static MachineCheck here(int maxConcurrent) {
    return new MachineCheck(
        maxConcurrent, Path.of("/"), Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String subject() {
    return "machine";
  }

  @Override
  public List<Finding> look() {
    return List.of(
        new Finding.Ok("cores", cores + (cores == 1 ? " core" : " cores")), memory(), files());
  }

  private Finding memory() {
    OptionalLong machine = number("proc/meminfo", TOTAL, 1 << 10);
    long limit = Math.min(limit(CGROUP_2), limit(CGROUP_1));
    if (machine.isEmpty()) {
      return new Finding.Skipped("memory", "this system does not say how much it has");
    }
    long have = Math.min(machine.getAsLong(), limit);
    long need = BUSY_MIB + Math.round(maxConcurrent * EACH_MIB);
    String said = have + " MiB" + (have < machine.getAsLong() ? " (the container's limit)" : "");
    return have < need
        ? new Finding.Warning(
            "memory",
            said + ", and MAX_CONCURRENT " + maxConcurrent + " may take " + need,
            "lower MAX_CONCURRENT or raise the limit")
        : new Finding.Ok("memory", said + ", enough for MAX_CONCURRENT " + maxConcurrent);
  }

  /** In MiB; a container without one has no number there, or one that no machine has. */
  private long limit(String file) {
    return number(file, NUMBER, 1 << 20).orElse(Long.MAX_VALUE);
  }

  private Finding files() {
    OptionalLong limit = number("proc/self/limits", OPEN_FILES, 1);
    if (limit.isEmpty()) {
      return new Finding.Skipped("open files", "this system does not say how many there may be");
    }
    String said = limit.getAsLong() + " allowed";
    return limit.getAsLong() < maxConcurrent + OTHER_FILES
        ? new Finding.Fault(
            "open files",
            said + ", too few for MAX_CONCURRENT " + maxConcurrent,
            "raise ulimit -n (docker run --ulimit nofile=65536)")
        : new Finding.Ok("open files", said);
  }

  /** The number in a file, in units of so many; empty when there is no such file or number. */
  private OptionalLong number(String file, Pattern pattern, long unit) {
    return read(root.resolve(file)).map(pattern::matcher).filter(Matcher::find).stream()
        .mapToLong(found -> Long.parseLong(found.group(1)) / unit)
        .findFirst();
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
