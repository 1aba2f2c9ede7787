package dev.bonghwa.worker.metrics;

import dev.bonghwa.node.NodeId;
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

/** The registry behind the Prometheus page, with what it tells about the JVM and the build. */
public final class Registry {
  private Registry() {}

  /**
   * A registry of its own.
   *
   * @param node its name, which tells on one line of the page whose page it is; no other line has
   *     it
   */
  public static PrometheusMeterRegistry create(String version, NodeId node, String group) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // The JVM's own are there, but for two whose names and units Prometheus would not have.
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    Gauge.builder("bonghwa.build.info", () -> 1)
        .description("Which build this is")
        .tag("program", "node-worker")
        .tag("version", version)
        .register(registry);
    Gauge.builder("bonghwa.node.info", () -> 1)
        .description("Which node this is, and the egress group that it is in")
        .tag("node", node.value())
        .tag("group", group)
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    Gauge.builder("process.resident.memory", ResidentMemory::bytes)
        .description("What the system counts as memory of this process")
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    gc(registry);
    return registry;
  }

  /** Listens for the life of the process, so nobody closes it. */
  @SuppressWarnings("resource")
  private static void gc(PrometheusMeterRegistry registry) {
    new JvmGcMetrics().bindTo(registry);
  }
}
