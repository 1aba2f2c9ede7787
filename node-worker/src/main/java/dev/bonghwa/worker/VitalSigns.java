package dev.bonghwa.worker;

import dev.bonghwa.worker.lifecycle.Vitals;
import dev.bonghwa.worker.loop.Cancellable;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.metrics.WorkerMetrics.Gauge;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the node's vitals on its loop, once a second, for those who read them on other threads. */
final class VitalSigns {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final Supplier<Vitals> source;
  private @Nullable Cancellable timer;
  private volatile Vitals latest = Vitals.NONE;

  VitalSigns(EventLoop loop, Supplier<Vitals> source) {
    this.loop = loop;
    this.source = source;
  }

  /** Takes them now and from now on; to be called on the loop. */
  void start() {
    timer = loop.schedule(EVERY, this::start);
    latest = source.get();
  }

  /** Takes them no more; to be called on the loop. */
  void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  Vitals latest() {
    return latest;
  }

  /** Shows them among the metrics. */
  void show(WorkerMetrics metrics) {
    metrics.gauge(Gauge.IN_HAND, () -> latest.holding().open());
    metrics.gauge(Gauge.UNACCOUNTED, () -> latest.unaccounted());
    metrics.gauge(Gauge.WAITING, () -> latest.holding().waiting());
    metrics.gauge(Gauge.IN_FLIGHT, () -> latest.inFlight());
    metrics.gauge(
        Gauge.EGRESS_PAUSED_SECONDS, () -> latest.egress().paused().left().toMillis() / 1e3);
    metrics.gauge(Gauge.EGRESS_INVALID, () -> latest.egress().invalid());
    metrics.gauge(Gauge.EGRESS_RATE, () -> latest.egress().rate());
  }
}
