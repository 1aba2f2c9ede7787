package dev.bonghwa.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of environment variables.
 *
 * <p>A reader that meets a bad value notes a fault and answers the default, so that reading goes on
 * and {@link #check} can report everything at once. An empty value counts as not set. Every
 * variable read by {@link #secret} may also be given as a file named by {@code NAME_FILE}; {@code
 * ENV_FILE} may name one file in .env format, over which the environment itself wins.
 */
public final class Env {
  private final Sources sources;
  private final List<String> faults;
  private final Map<String, String> effective = new LinkedHashMap<>();
  private final Map<String, Path> secretFiles = new LinkedHashMap<>();

  private Env(Sources sources, List<String> faults) {
    this.sources = sources;
    this.faults = faults;
  }

  /** Whether one of the programs reads a variable of this name, or of this name as a file. */
  public static boolean isVariable(String name) {
    return UnknownNames.known(name, List.of());
  }

  /** The variable that was probably meant by a name that is none. */
  public static Optional<String> nearest(String name) {
    return UnknownNames.nearest(name);
  }

  /** Reads {@code ENV_FILE}, if one is named, and keeps the variables for the typed readers. */
  public static Env of(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    return new Env(Sources.of(environment, faults), faults);
  }

  /** The value as it stands, or the default. */
  public String text(String name, String fallback) {
    return typed(name, fallback, Function.identity(), "");
  }

  /** The same with a fallback that costs something: it is asked for only when it is needed. */
  public String text(String name, Supplier<String> fallback) {
    return text(name, sources.plain(name) == null ? fallback.get() : "");
  }

  /**
   * A value that is never shown: {@code NAME}, or the contents of the file {@code NAME_FILE}
   * without their trailing line break.
   */
  public Optional<String> secret(String name) {
    Optional<String> value = sources.secret(name, faults);
    effective.put(name, value.isPresent() ? "***" : "");
    if (value.isPresent() && sources.plain(name) == null) {
      secretFiles.put(name + "_FILE", Path.of(String.valueOf(sources.plain(name + "_FILE"))));
    }
    return value;
  }

  /** The files that secrets were read from, by their variables. */
  public Map<String, Path> secretFiles() {
    return Map.copyOf(secretFiles);
  }

  /** Whether a secret was set at all, as itself or as a file, readable or not. */
  public boolean isSet(String secret) {
    return sources.plain(secret) != null || sources.plain(secret + "_FILE") != null;
  }

  /** A whole number from min to max. */
  public int integer(String name, int fallback, int min, int max) {
    return typed(
        name,
        fallback,
        raw -> Values.within(Integer.parseInt(raw), min, max),
        "a whole number from " + min + " to " + max);
  }

  /** A size in bytes: {@code 65536}, {@code 64KiB}, {@code 192MiB}, {@code 1GiB}, {@code 10MB}. */
  public long bytes(String name, long fallback, long min, long max) {
    return typed(
        name,
        fallback,
        raw -> Values.within(Values.bytes(raw), min, max),
        "a size such as 192MiB, from " + min + " to " + max + " bytes");
  }

  /**
   * A length of time: {@code 3s}, {@code 500ms}, {@code 2m}, {@code 24h}, {@code 14d}, {@code
   * PT3S}.
   */
  public Duration duration(String name, Duration fallback, Duration min, Duration max) {
    return typed(
        name,
        fallback,
        raw -> Values.within(Values.duration(raw), min, max),
        "a duration such as 3s or 500ms, from " + Values.show(min) + " to " + Values.show(max));
  }

  /** {@code true} or {@code false}; yes, no, on, off, 1 and 0 are taken too. */
  public boolean flag(String name, boolean fallback) {
    return typed(name, fallback, Values::flag, "true or false");
  }

  /** An absolute URL with one of these schemes and a host; shown without user and password. */
  public URI uri(String name, URI fallback, String... schemes) {
    return typed(
        name,
        fallback,
        raw -> Values.uri(raw, List.of(schemes)),
        "a URL that begins with " + String.join(":// or ", schemes) + "://");
  }

  /** Values separated by commas or line breaks, without the empty ones. */
  public List<String> list(String name, List<String> fallback) {
    return typed(name, fallback, Values::list, "");
  }

  /** A file that can be read; null when none is named. */
  public @Nullable Path file(String name) {
    String named = text(name, "");
    if (named.isEmpty()) {
      return null;
    }
    Path path = Path.of(named).toAbsolutePath();
    if (!Files.isReadable(path)) {
      fault(name + " cannot be read: " + path);
    }
    return path;
  }

  /** An address of this machine, or one that stands for all of them. */
  public String bind(String name, String fallback) {
    String bind = text(name, fallback);
    try {
      InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      fault(name + " must be an address of this machine, or 0.0.0.0 for all: \"" + bind + "\"");
    }
    return bind;
  }

  /** One single address of this machine, as a number and not a name; null when none is given. */
  public @Nullable String ownAddress(String name) {
    String address = text(name, "");
    if (!address.isEmpty() && !Values.isOwnAddress(address)) {
      fault(name + " must be an IP address that this machine has: \"" + address + "\"");
    }
    return address.isEmpty() ? null : address;
  }

  /** Durations separated by slashes, as many as the default has at most, all within limits. */
  public List<Duration> durations(
      String name, List<Duration> fallback, Duration min, Duration max) {
    return typed(
        name,
        fallback,
        raw -> Values.durations(raw, fallback.size(), min, max),
        "1 to "
            + fallback.size()
            + " durations such as 24h/14d, each from "
            + Values.show(min)
            + " to "
            + Values.show(max));
  }

  /** One of the words of an enum, in lower case. */
  public <E extends Enum<E>> E choice(String name, E fallback) {
    E[] all = fallback.getDeclaringClass().getEnumConstants();
    List<String> words = Arrays.stream(all).map(Env::word).toList();
    return typed(
        name,
        fallback,
        raw -> all[Values.index(words, raw.toLowerCase(Locale.ROOT))],
        String.join(" or ", words));
  }

  /** Shows this for a variable that was read and is not set: what holds then is found later. */
  public void showUnset(String name, String words) {
    if (sources.plain(name) == null) {
      effective.put(name, words);
    }
  }

  /** Notes a fault that only the caller can see, such as two values that exclude each other. */
  public void fault(String line) {
    faults.add(line);
  }

  /**
   * Names that are set, that no reader of either program asks for, and that look like one of ours:
   * probably misspelt. One line each.
   */
  public List<String> warnings() {
    return UnknownNames.warnings(sources.names(), effective.keySet());
  }

  /**
   * Every variable read so far and its value in force; {@code ***} for a secret, empty for none.
   */
  public Map<String, String> effective() {
    return Map.copyOf(effective);
  }

  /** Everything that was wrong so far, a line each; none holds a secret. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigFaults when anything was wrong, with all of it
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new ConfigFaults(faults);
    }
  }

  private <T> T typed(String name, T fallback, Function<String, T> read, String allowed) {
    T value = read(name, fallback, read, allowed);
    effective.put(name, Values.show(value));
    return value;
  }

  private <T> T read(String name, T fallback, Function<String, T> read, String allowed) {
    @Nullable String raw = sources.plain(name);
    if (raw == null) {
      return fallback;
    }
    try {
      return read.apply(raw);
    } catch (RuntimeException e) {
      faults.add(name + " must be " + allowed + ": \"" + Values.withoutUser(raw) + "\"");
      return fallback;
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
