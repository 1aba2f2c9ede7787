package dev.bonghwa.cli.bench.fleet;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.testkit.process.JavaCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the programs of a fleet run.
 *
 * @param measured what the name of the one begins with that has a core for itself; empty: all share
 *     all cores
 * @param megabytes of the container that each JVM is made to see; the heap is a share of it
 */
public record Placement(Cores cores, String measured, int megabytes) {

  /** Of benches that do not ask for it. */
  public static final int MEGABYTES = 256;

  /** Nothing is pinned. */
  public static Placement anywhere(Cores cores) {
    return new Placement(cores, "", MEGABYTES);
  }

  JavaCommand place(JavaCommand program) {
    List<String> jvm = new ArrayList<>(Programs.trainedOptions(program));
    jvm.add("-XX:MaxRAM=" + megabytes + "m");
    JavaCommand placed = program.onlyJvm(jvm).env("LOG_FORMAT", "json"); // as in the stack
    if (measured.isEmpty()) {
      return placed;
    }
    return program.name().startsWith(measured) ? cores.measured(placed) : cores.around(placed);
  }

  /** A sentence for the conditions of a measurement. */
  public String text() {
    return Conditions.jvm(megabytes)
        + (measured.isEmpty() ? ", on all cores" : "; " + cores.text());
  }
}
