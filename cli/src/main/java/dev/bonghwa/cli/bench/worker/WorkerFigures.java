package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** From what was seen of a worker to figures, with the goal beside each. */
final class WorkerFigures {

  /** From there on it was the receiver that was measured. */
  private static final double FULL = 0.9;

  private final WorkerRun run;
  private final List<Figure> figures = new ArrayList<>();

  private WorkerFigures(WorkerRun run) {
    this.run = run;
  }

  static Measurement of(WorkerRun run, List<String> conditions, Cores cores) {
    return new Measurement(
        "worker " + run.plan().protocol(), conditions, figures(run), notes(run, cores));
  }

  static List<Figure> figures(WorkerRun run) {
    var made = new WorkerFigures(run);
    made.speed();
    made.redis();
    made.memory();
    made.start();
    made.around();
    run.limits().forEach(made::limit);
    return made.figures;
  }

  private void speed() {
    boolean http2 = run.plan().http2();
    boolean near = run.plan().latency().isZero();
    median("deliveries/s", 0, Round::rate, near ? Goal.atLeast(http2 ? 40_000 : 25_000) : none());
    median("worker CPU-s per 100,000", 2, Round::workerCpu, Goal.atMost(http2 ? 2 : 3));
    once("deliveries/s of a fresh process' first job", 0, run.fresh().rate(), none());
    once("its worker CPU-s per 100,000", 2, run.fresh().workerCpu(), none());
    double warm = spread(Round::workerCpu).median();
    once("as a multiple of the warm", 2, run.fresh().workerCpu() / warm, Goal.atMost(1.3));
  }

  private void redis() {
    median("Redis CPU-s per 100,000", 2, Round::redisCpu, Goal.atMost(0.3));
    median("Redis commands per batch of 500", 1, Round::commandsPerBatch, Goal.atMost(20));
    median("of these until the job was accepted", 1, Round::acceptCommandsPerBatch, none());
  }

  private void memory() {
    once("anonymous MiB, idle", 0, run.idle().anonymousMebibytes(), Goal.atMost(110));
    once("at most in the first job", 0, run.afterFresh().anonymousMebibytes(), none());
    Goal most = Goal.atMost(run.plan().maxConcurrent() <= 200 ? 160 : 200);
    once("at most in all", 0, run.afterAll().anonymousMebibytes(), most);
    once("resident MiB (VmHWM) after the first job", 0, run.afterFresh().peakMebibytes(), none());
    once("after all", 0, run.afterAll().peakMebibytes(), none());
  }

  private void start() {
    figures.add(
        Figure.of(
            "s from a worker's start to its first pop",
            2,
            run.starts().stream().map(Start::seconds).toList(),
            Goal.atMost(0.8)));
    figures.add(
        Figure.of(
            "its CPU-s until then", 2, run.starts().stream().map(Start::cpu).toList(), none()));
  }

  private void around() {
    median("receiver, of a core", 2, Round::sinkShare, none());
    median("all but the worker, cores", 2, Round::aroundShare, none());
  }

  /** Goals name wrk, which knows HTTP/1.1 only. */
  private void limit(String tool, List<Limit> limits) {
    boolean goal = tool.startsWith("wrk") && run.plan().latency().isZero();
    Spread rate = Spread.of(limits.stream().map(Limit::rate).toList());
    Spread cpu = Spread.of(limits.stream().map(Limit::cpu).toList());
    figures.add(new Figure(tool + ", requests/s", 0, rate, none()));
    figures.add(new Figure(tool + ", CPU-s per 100,000", 2, cpu, none()));
    double share = spread(Round::rate).median() / rate.median();
    once("deliveries/s, of " + tool, 2, share, goal ? Goal.atLeast(0.55) : none());
    double multiple = spread(Round::workerCpu).median() / cpu.median();
    once("CPU, as a multiple of " + tool, 2, multiple, goal ? Goal.atMost(1.5) : none());
  }

  private void median(String what, int decimals, ToDoubleFunction<Round> figure, Goal goal) {
    figures.add(new Figure(what, decimals, spread(figure), goal));
  }

  private void once(String what, int decimals, double value, Goal goal) {
    figures.add(Figure.once(what, decimals, value, goal));
  }

  private Spread spread(ToDoubleFunction<Round> figure) {
    return Spread.of(run.rounds().stream().map(round -> figure.applyAsDouble(round)).toList());
  }

  private static Goal none() {
    return Goal.none();
  }

  private static List<String> notes(WorkerRun run, Cores cores) {
    List<String> notes = new ArrayList<>();
    if (run.rounds().stream().anyMatch(round -> round.sinkShare() > FULL)) {
      notes.add("the receiver filled its core: the worker may be faster than this");
    } else if (run.rounds().stream()
        .anyMatch(round -> round.aroundShare() > FULL * (cores.count() - 1))) {
      notes.add("what is around the worker filled its cores: the worker may be faster than this");
    }
    if (run.limits().isEmpty()) {
      notes.add("neither wrk nor h2load is on the PATH: no limit was measured");
    }
    long repeated =
        run.rounds().stream().mapToLong(r -> r.arrivals().requests() - r.targets()).sum();
    if (repeated > 0) {
      notes.add(repeated + " requests more than targets came");
    }
    notes.add("Redis commands of the last round: " + run.rounds().getLast().commands());
    return notes;
  }
}
