package dev.bonghwa.testkit.proxy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the proxy shall do with bytes now; shared by all its connections. */
final class Plan {
  /** Cuts the connection that carries the last of {@code left} bytes, or commands; used once. */
  record Countdown(AtomicLong left, Cut cut) {
    Countdown(long count, Cut cut) {
      this(new AtomicLong(count), cut);
    }
  }

  final Gate gate = new Gate();
  final AtomicLong commands = new AtomicLong();
  private final Map<Direction, AtomicReference<@Nullable Countdown>> bytes =
      new EnumMap<>(Direction.class);
  private final AtomicReference<@Nullable Countdown> replies = new AtomicReference<>();
  private volatile boolean swallowing;
  private volatile Duration toServer = Duration.ZERO;
  private volatile Duration toClient = Duration.ZERO;

  Plan() {
    for (Direction direction : Direction.values()) {
      bytes.put(direction, new AtomicReference<>());
    }
  }

  boolean swallowing() {
    return swallowing;
  }

  void swallow(boolean on) {
    swallowing = on;
    gate.changed();
  }

  void delays(Duration newToServer, Duration newToClient) {
    toServer = newToServer;
    toClient = newToClient;
  }

  Duration delay(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  AtomicReference<@Nullable Countdown> bytes(Direction direction) {
    return java.util.Objects.requireNonNull(bytes.get(direction));
  }

  AtomicReference<@Nullable Countdown> replies() {
    return replies;
  }

  void forgetFaults() {
    delays(Duration.ZERO, Duration.ZERO);
    bytes.values().forEach(countdown -> countdown.set(null));
    replies.set(null);
    swallow(false);
  }
}
