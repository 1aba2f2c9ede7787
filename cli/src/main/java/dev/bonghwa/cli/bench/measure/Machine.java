package dev.bonghwa.cli.bench.measure;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What figures were measured on, without a name by which anybody could find it. */
public final class Machine {

  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*: (.+)$");
  private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB");
  private static final Pattern LOAD = Pattern.compile("^([\\d.]+)");

  private static final Pattern RELEASE = Pattern.compile("^\\d+\\.\\d+");

  private Machine() {}

  /** A line for a machine of so many cores: processor, memory, system, Java, Redis. */
  public static String here(int cores) {
    return "%s, %d cores, %s of memory; %s %s; Java %s; Redis %s"
        .formatted(
            found(MODEL, "/proc/cpuinfo", "processor unknown"),
            cores,
            gigabytes(found(MEMORY, "/proc/meminfo", "0")),
            System.getProperty("os.name"),
            release(System.getProperty("os.version")),
            Runtime.version(),
            EmbeddedRedis.version());
  }

  /** How busy it was in the last minute, whoever with; before a measurement: not with that. */
  public static String load() {
    return "load of the machine in the minute before: " + minuteLoad();
  }

  /** The same as a number: so many cores had work. */
  public static double minuteLoad() {
    return Double.parseDouble(found(LOAD, "/proc/loadavg", "0"));
  }

  /** Major and minor: the rest is the name that somebody gave to a build. */
  private static String release(String version) {
    Matcher numbers = RELEASE.matcher(version);
    return numbers.find() ? numbers.group() : version;
  }

  private static String gigabytes(String kilobytes) {
    return Spread.number(Long.parseLong(kilobytes) / (double) (1 << 20), 1) + " GB";
  }

  private static String found(Pattern line, String file, String otherwise) {
    try {
      return line.matcher(Files.readString(Path.of(file)))
          .results()
          .findFirst()
          .map(result -> result.group(1).strip())
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
