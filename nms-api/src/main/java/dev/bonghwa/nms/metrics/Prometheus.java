package dev.bonghwa.nms.metrics;

import dev.bonghwa.process.ResidentMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The registry that {@code /metrics} is read from, with the JVM's own numbers in it. */
public final class Prometheus implements AutoCloseable {
  /** Of the text that {@link #scrape} gives. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** With the JVM's own, but for two whose names and units Prometheus would not have. */
  public Prometheus() {
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    Gauge.builder("process.resident.memory", ResidentMemory::bytes)
        .description("What the system counts as memory of this process")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    gc.bindTo(registry);
  }

  /** Counts into this registry; the connection to Redis is looked at whenever the page is read. */
  public NmsMetrics metrics(BooleanSupplier connected) {
    return new MicrometerMetrics(registry).about(version(), connected);
  }

  /** As the jar's manifest says. */
  private static String version() {
    return Objects.requireNonNullElse(
        Prometheus.class.getPackage().getImplementationVersion(), "dev");
  }

  /** Everything, in the text format. */
  public byte[] scrape() {
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
