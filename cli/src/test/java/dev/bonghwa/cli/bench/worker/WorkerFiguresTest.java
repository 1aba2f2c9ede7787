package dev.bonghwa.cli.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Goal;
import dev.bonghwa.cli.bench.measure.ProcessUse;
import dev.bonghwa.cli.bench.measure.RedisCommands;
import dev.bonghwa.cli.bench.measure.Spread;
import dev.bonghwa.cli.bench.sink.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerFiguresTest {

  private static final WorkerPlan PLAN =
      new WorkerPlan(50_000, 3, true, 200, Duration.ZERO, false, 256, List.of());

  private static final long SECOND = 1_000_000_000;

  /** Two seconds after the job was accepted, with so much CPU used by worker and receiver. */
  private static Round round(double worker, double sink) {
    return round(worker, sink, 2);
  }

  /** The same, whose requests came within so many seconds. */
  private static Round round(double worker, double sink, int seconds) {
    return new Round(
        50_000,
        moment(0, 0, 0, 0, 0),
        moment(1, 0, 0.05, 0, 300),
        moment(3, worker, 0.10, sink, 1_300),
        new Arrivals(50_000, SECOND, (1 + seconds) * SECOND));
  }

  private static Moment moment(
      long second, double worker, double redis, double sink, long commands) {
    return new Moment(
        second * SECOND,
        used(worker),
        used(redis),
        used(sink),
        used(0),
        used(0),
        new RedisCommands(Map.of("evalsha", commands)));
  }

  private static ProcessUse used(double cpu) {
    return new ProcessUse(cpu, 0, 0);
  }

  private static WorkerRun run(List<Round> rounds) {
    Memory memory = new Memory(100 << 20, 150 << 20);
    Map<String, List<Limit>> limits = Map.of("wrk (h1)", List.of(new Limit(50_000, 1.0)));
    return new WorkerRun(
        PLAN,
        memory,
        round(1.5, 1),
        memory,
        rounds,
        memory,
        List.of(new Start(0.7, 0.6), new Start(0.9, 0.6), new Start(0.9, 0.7)),
        limits);
  }

  private static Figure figure(List<Figure> figures, String what) {
    return figures.stream().filter(f -> f.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void figures_areOfAHundredThousand_andOfABatch() {
    List<Figure> figures =
        WorkerFigures.figures(run(List.of(round(0.9, 1), round(1.0, 1), round(1.2, 1))));

    assertThat(figure(figures, "deliveries/s").seen().median()).isEqualTo(25_000);
    assertThat(figure(figures, "worker CPU-s per 100,000").seen())
        .isEqualTo(new Spread(2.0, 1.8, 2.4, 3));
    assertThat(figure(figures, "Redis CPU-s per 100,000").seen().median()).isEqualTo(0.2);
    assertThat(figure(figures, "Redis commands per batch of 500").seen().median()).isEqualTo(13);
    assertThat(figure(figures, "of these until the job was accepted").seen().median()).isEqualTo(3);
    assertThat(figure(figures, "as a multiple of the warm").seen().median()).isEqualTo(1.5);
    assertThat(figure(figures, "at most in all"))
        .isEqualTo(Figure.once("at most in all", 0, 100, Goal.atMost(160)));
    assertThat(figure(figures, "s from a worker's start to its first pop").isMet()).isFalse();
    assertThat(figure(figures, "its CPU-s until then").seen().median()).isEqualTo(0.6);
    assertThat(figure(figures, "deliveries/s, of wrk (h1)").isMet()).isFalse();
    assertThat(figure(figures, "CPU, as a multiple of wrk (h1)").seen().median()).isEqualTo(2);
  }

  @Test
  void receiverThatFilledItsCore_isTold() {
    var cores = new Cores(Optional.empty(), 2);

    assertThat(WorkerFigures.of(run(List.of(round(1, 1.9))), List.of(), cores).notes())
        .first()
        .asString()
        .startsWith("the receiver filled its core");
    assertThat(WorkerFigures.of(run(List.of(round(1, 1))), List.of(), cores).notes())
        .containsExactly("Redis commands of the last round: evalsha 1300");
  }

  @Test
  void largeJobsAndBacklogs_areComparedWithWhatTheyAreMadeOf() {
    List<Load> loads = GrowthBench.loads(1_000_000);
    Map<Load, List<Round>> seen =
        Map.of(
            loads.get(0), List.of(round(1.0, 0)),
            loads.get(1), List.of(round(1.1, 0)),
            loads.get(2), List.of(round(1.0, 0)),
            loads.get(3), List.of(round(1.0, 0)));

    List<Figure> figures = GrowthBench.figures(loads, seen);

    assertThat(figures.getFirst().what()).startsWith("small (10 jobs of 10,000)");
    assertThat(figure(figures, "large, as a multiple of small").isMet()).isFalse();
    assertThat(figure(figures, "backlog, as a multiple of one").isMet()).isTrue();
  }

  @Test
  void farRates_areComparedWithThoseRightBefore() {
    List<Round> near = List.of(round(1, 0, 10), round(1, 0, 6), round(1, 0, 4));
    List<Round> far = List.of(round(1, 0, 10), round(1, 0, 8), round(1, 0, 5));

    Figure share = figure(FarBench.figures(near, far), "far, of near");

    assertThat(share.seen()).isEqualTo(Spread.of(List.of(0.75, 0.8, 1.0)));
    assertThat(share.isMet()).isFalse();
  }
}
