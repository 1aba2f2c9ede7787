package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What an orchestrator does for an nms-api that was killed behind a proxy; then a look. */
final class Comeback {
  private static final Duration DOWN_WITHIN = Duration.ofSeconds(60);

  private final CaseFleet fleet;
  private final FaultProxy proxy;
  private final CompletableFuture<Void> down;
  private final Runnable look;
  private boolean done;

  /** Waits for it to be down first. */
  Comeback(CaseFleet fleet, FaultProxy proxy, CompletableFuture<Void> down, Runnable look) {
    this.fleet = fleet;
    this.proxy = proxy;
    this.down = down;
    this.look = look;
  }

  /** The second time it does nothing. */
  void once() {
    if (!done) {
      done = true;
      down.orTimeout(DOWN_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
      proxy.resetAll();
      proxy.heal();
      fleet.replaceNms();
      look.run();
    }
  }
}
