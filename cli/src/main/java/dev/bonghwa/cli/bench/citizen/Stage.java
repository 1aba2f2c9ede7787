package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Where one scenario plays: how large, by what chance, and what has been seen of it. */
public final class Stage {

  private final double scale;
  private final long seed;
  private final Consumer<String> reader;
  private final List<String> parameters = new ArrayList<>();
  private final List<Judged> goals = new ArrayList<>();

  Stage(double scale, long seed, Consumer<String> reader) {
    this.scale = scale;
    this.seed = seed;
    this.reader = reader;
  }

  long seed() {
    return seed;
  }

  /** So much of a full run's number, and never less than the least with which it says something. */
  int scaled(int full, int least) {
    return Math.max(least, (int) Math.round(full * scale));
  }

  BenchFleet fleet(ReceiverOptions receiver, List<Station> workers) {
    tell("starting Redis, nms-api, " + workers.size() + " workers and a receiver");
    return BenchFleet.start(this, receiver, workers);
  }

  void tell(String line) {
    reader.accept(line);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
  void parameter(String format, Object... values) {
    String words = String.format(Locale.ROOT, format, values);
    tell(words);
    parameters.add(words);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void goal(String what, String wanted, boolean met, String format, Object... values) {
    var goal = new Judged(what, wanted, String.format(Locale.ROOT, format, values), met);
    tell((met ? "met: " : "NOT MET: ") + what + ": " + goal.seen() + " (" + wanted + ")");
    goals.add(goal);
  }

  List<String> parameters() {
    return parameters;
  }

  List<Judged> goals() {
    return goals;
  }
}
