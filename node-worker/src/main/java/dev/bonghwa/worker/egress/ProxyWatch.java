package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyUse;
import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.loop.OnLoop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a node's ways in step with the fleet's list, and tells how they were used. */
final class ProxyWatch {
  private static final Logger log = LoggerFactory.getLogger(ProxyWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final EventLoop loop;
  private final ProxyLine line;
  private final Ways ways;
  private Set<Proxy> present = Set.of();
  private boolean failing;
  private boolean stopped;
  private @Nullable Cancellable timer;

  ProxyWatch(EventLoop loop, ProxyLine line, Ways ways) {
    this.loop = loop;
    this.line = line;
    this.ways = ways;
  }

  /** Looks now and from now on. */
  void look() {
    List<ProxyUse> told = ways.toTell();
    OnLoop.ask(loop, () -> line.look(told), found -> found(told, found), this::failed);
  }

  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void found(List<ProxyUse> told, Set<Proxy> found) {
    failing = false;
    ways.told(told);
    if (!found.equals(present)) {
      present = Set.copyOf(found);
      ways.use(found);
      log.info("egress proxies: {}", found.isEmpty() ? "none" : found);
    }
    lookLater();
  }

  /** The list stays as it was: requests can do without news of it. */
  private void failed(Throwable failure) {
    if (!failing) {
      failing = true;
      log.warn(
          "the list of egress proxies cannot be read ({}); it stays as it was", failure.toString());
    }
    lookLater();
  }

  private void lookLater() {
    if (!stopped) {
      timer = loop.schedule(EVERY, this::look);
    }
  }
}
