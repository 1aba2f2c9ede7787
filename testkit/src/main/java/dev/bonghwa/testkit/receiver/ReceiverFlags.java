package dev.bonghwa.testkit.receiver;

import static java.util.Map.entry;

import dev.bonghwa.testkit.discord.Mix;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@link ReceiverMain} was told: {@code --name=value} each. */
final class ReceiverFlags {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("host", ReceiverOptions.LOOPBACK),
          entry("port", "0"),
          entry("seed", "1"),
          entry("latency", "0-0"),
          entry("rate-limited", "0"),
          entry("retry-after", "1000-5000"),
          entry("shared", "0"),
          entry("global", "0"),
          entry("server-errors", "0"),
          entry("resets", "0"),
          entry("gone", "0"),
          entry("bad-token", "0"),
          entry("forbidden", "0"),
          entry("banned", "0"),
          entry("blocked", "0"),
          entry("faulty-attempts", "2"),
          entry("buckets", "false"),
          entry("per-address", ""),
          entry("per-webhook", ""),
          entry("per-channel", ""),
          entry("channel-webhooks", "10"),
          entry("ban-after", ""),
          entry("ban-length", "3600000"),
          entry("ban-form", "page"),
          entry("http2", "true"),
          entry("max-streams", "100"),
          entry("job-marker", ""),
          entry("until-input-ends", "false"));

  private final Map<String, String> values = new HashMap<>(DEFAULTS);

  private ReceiverFlags() {}

  /** Throws {@link IllegalArgumentException} with one line that names what is wrong. */
  static ReceiverFlags parse(String... arguments) {
    ReceiverFlags flags = new ReceiverFlags();
    for (String argument : arguments) {
      flags.take(argument);
    }
    return flags;
  }

  private void take(String argument) {
    String[] parts = argument.split("=", 2);
    String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
    if (!DEFAULTS.containsKey(name)) {
      Set<String> known = new TreeSet<>(DEFAULTS.keySet());
      throw new IllegalArgumentException("unknown flag " + parts[0] + "; there are " + known);
    }
    values.put(name, parts.length == 2 ? parts[1] : "true");
  }

  boolean untilInputEnds() {
    return flag("until-input-ends");
  }

  ReceiverOptions options() {
    String marker = text("job-marker");
    JobKey jobKey = marker.isEmpty() ? JobKey.none() : JobKey.marker(marker);
    return new ReceiverOptions(
        mix(),
        jobKey,
        limits(),
        flag("http2"),
        integer("max-streams"),
        integer("port"),
        Certificate.GOOD,
        text("host"));
  }

  private Limits limits() {
    Quota webhook = flag("buckets") ? Limits.USUAL_WEBHOOK : Quota.NONE;
    return Limits.NONE
        .withAddress(quota("per-address", Quota.NONE))
        .withWebhook(quota("per-webhook", webhook))
        .withChannel(quota("per-channel", Quota.NONE), integer("channel-webhooks"))
        .withBan(quota("ban-after", Quota.NONE), millis("ban-length", 0), banForm());
  }

  private Quota quota(String name, Quota fallback) {
    try {
      return text(name).isEmpty() ? fallback : Quota.parse(text(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + name + " is " + e.getMessage(), e);
    }
  }

  private BanForm banForm() {
    try {
      return BanForm.valueOf(text("ban-form").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--ban-form is none of page, text, json, block: " + text("ban-form"), e);
    }
  }

  private Mix mix() {
    return Mix.seeded(integer("seed"))
        .latency(millis("latency", 0), millis("latency", 1))
        .rateLimited(share("rate-limited"), millis("retry-after", 0), millis("retry-after", 1))
        .scopes(share("shared"), share("global"))
        .serverErrors(share("server-errors"))
        .resets(share("resets"))
        .gone(share("gone"))
        .refused(share("bad-token"), share("forbidden"))
        .bans(share("banned"), share("blocked"))
        .faultyAttempts(integer("faulty-attempts"));
  }

  private String text(String name) {
    return values.getOrDefault(name, "");
  }

  private boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  private int integer(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is no number: " + text(name), e);
    }
  }

  private double share(String name) {
    try {
      double share = Double.parseDouble(text(name));
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--" + name + " is not within 0 and 1: " + text(name));
  }

  /** One end of a range such as {@code 5-40}, in milliseconds; a single number is both. */
  private Duration millis(String name, int end) {
    String[] ends = text(name).split("-", 2);
    try {
      return Duration.ofMillis(Long.parseLong(ends[Math.min(end, ends.length - 1)]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " is no range of milliseconds such as 5-40: " + text(name), e);
    }
  }
}
