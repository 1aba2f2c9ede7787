package dev.bonghwa.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The spellings of values. Everything that cannot be read throws IllegalArgumentException. */
final class Values {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");

  /** To the last @ there is: a password may hold @ and / too, also where it should not. */
  private static final Pattern USER = Pattern.compile("^(.*?//)?.*@", Pattern.DOTALL);

  private static final Map<String, Long> BYTES =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Values() {}

  static long bytes(String raw) {
    Matcher parts = quantity(raw);
    return Math.multiplyExact(Long.parseLong(parts.group(1)), unit(BYTES, parts.group(2)));
  }

  static Duration duration(String raw) {
    if (raw.startsWith("P") || raw.startsWith("p")) {
      return Duration.parse(raw);
    }
    Matcher parts = quantity(raw);
    return unit(TIMES, parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
  }

  static List<Duration> durations(String raw, int most, Duration min, Duration max) {
    String[] parts = raw.split("/", -1);
    within(parts.length, 1, most);
    return Stream.of(parts).map(part -> within(duration(part.strip()), min, max)).toList();
  }

  static boolean flag(String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  static URI uri(String raw, List<String> schemes) {
    URI uri = URI.create(raw);
    if (uri.getHost() == null || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException();
    }
    return uri;
  }

  static List<String> list(String raw) {
    return Stream.of(raw.split("[,\\r\\n]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static int index(List<String> words, String word) {
    int index = words.indexOf(word);
    if (index < 0) {
      throw new IllegalArgumentException();
    }
    return index;
  }

  /** Only the system knows which addresses it has, so it is asked for a socket there. */
  static boolean isOwnAddress(String raw) {
    try {
      InetAddress address = InetAddress.ofLiteral(raw);
      new ServerSocket(0, 1, address).close();
      return !address.isAnyLocalAddress();
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  static <T extends Comparable<T>> T within(T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** A value in the spelling in which it could have been given. */
  static String show(Object value) {
    return switch (value) {
      case Duration time -> show(time);
      case List<?> items ->
          String.join(separator(items), items.stream().map(Values::show).toList());
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> withoutUser(value.toString());
    };
  }

  private static String separator(List<?> items) {
    return items.stream().anyMatch(Duration.class::isInstance) ? "/" : ",";
  }

  static String show(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds + "s";
  }

  /** URLs carry passwords: what stands before the host is never shown. */
  static String withoutUser(String raw) {
    return USER.matcher(raw).replaceFirst("$1***@");
  }

  private static Matcher quantity(String raw) {
    Matcher parts = QUANTITY.matcher(raw);
    if (!parts.matches()) {
      throw new IllegalArgumentException();
    }
    return parts;
  }

  private static <T> T unit(Map<String, T> units, String word) {
    T unit = units.get(word.toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new IllegalArgumentException();
    }
    return unit;
  }
}
