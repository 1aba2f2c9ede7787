package dev.bonghwa.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.bench.fleet.Placement;
import dev.bonghwa.cli.bench.fleet.SpeedFleet;
import dev.bonghwa.cli.bench.here.HereBench;
import dev.bonghwa.cli.bench.here.HerePlan;
import dev.bonghwa.cli.bench.here.Seen;
import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.bench.measure.Figure;
import dev.bonghwa.cli.bench.measure.Measurement;
import dev.bonghwa.cli.bench.redis.RedisBench;
import dev.bonghwa.cli.bench.redis.RedisPlan;
import dev.bonghwa.cli.bench.share.FairBench;
import dev.bonghwa.cli.bench.share.FairPlan;
import dev.bonghwa.cli.bench.share.LateJoin;
import dev.bonghwa.cli.bench.share.UnequalBench;
import dev.bonghwa.cli.bench.share.UnequalPlan;
import dev.bonghwa.cli.bench.sink.SinkPlan;
import dev.bonghwa.cli.bench.submit.AcceptBench;
import dev.bonghwa.cli.bench.submit.AcceptPlan;
import dev.bonghwa.cli.bench.submit.FirstSendBench;
import dev.bonghwa.cli.bench.submit.FirstSendPlan;
import dev.bonghwa.cli.bench.worker.WorkerBench;
import dev.bonghwa.cli.bench.worker.WorkerPlan;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every speed bench, as small as it can be, on one fleet: starting one is what takes the time. */
class SpeedBenchesIT {

  /** Not pinned: the tests beside this one want all cores. */
  private static final Cores CORES = new Cores(Optional.empty(), 2);

  private static final Duration FAST = Duration.ofMillis(5);
  private static final Duration SLOW = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMillis(80);

  private static final List<String> STORY = new ArrayList<>();

  private static SpeedFleet fleet;

  @BeforeAll
  static void start() {
    var receiver = new SinkPlan(true, List.of(FAST, SLOW), MadeUpJob.MARKER);
    // Compiling for speed would cost more than such a short run gives back.
    fleet =
        SpeedFleet.start(
            List.of(Station.of(50)),
            receiver,
            Placement.anywhere(CORES),
            program -> program.jvm("-XX:TieredStopAtLevel=1"));
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  private static double median(List<Figure> figures, String what) {
    return figures.stream()
        .filter(figure -> figure.what().equals(what))
        .map((Figure figure) -> figure.seen().median())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + what + " in " + figures));
  }

  @Test
  void submit_isAcceptedAndSent() {
    Measurement accepting =
        new AcceptBench(CORES, STORY::add).play(new AcceptPlan(List.of(20_000), 1, 1), fleet);
    Measurement first =
        new FirstSendBench(CORES, STORY::add).play(new FirstSendPlan(3, 0, 9, 1), fleet);

    assertThat(median(accepting.figures(), "20,000 targets accepted, s")).isPositive();
    assertThat(median(accepting.figures(), "bytes of Redis per pending target"))
        .isBetween(90.0, 130.0);
    assertThat(median(accepting.figures(), "at most in all")).isBetween(20.0, 400.0);
    assertThat(median(first.figures(), "ms to the first arrival, p50")).isPositive();
    assertThat(median(first.figures(), "ms to the last arrival, p99"))
        .isGreaterThanOrEqualTo(median(first.figures(), "ms to the first arrival, p99"));
  }

  @Test
  void slowWorkerThatJoinsLate_takesItsPart() {
    var large = new UnequalPlan(1, 4, 50, FAST, 10_000, 1);
    var small = new UnequalPlan(1, 4, 50, FAST, 1_000, 1);

    fleet.sink().latency(0, LONG); // the job shall not be over before the late one is there
    List<Figure> late = new LateJoin(large, fleet, STORY::add).play(1);
    fleet.sink().latency(0, FAST);
    List<Figure> shared = new UnequalBench(CORES, STORY::add).share(small, fleet);

    assertThat(median(late, "to as many as its permits"))
        .isGreaterThanOrEqualTo(median(late, "s from a late one's joining to its first request"));
    assertThat(median(shared, "ideal, s")).isEqualTo(0.08);
    assertThat(median(shared, "equal split, times the ideal")).isEqualTo(2.5);
    assertThat(median(shared, "its part of the next, %")).isBetween(0.1, 99.9);
  }

  @Test
  void urgentJobs_areComparedWithThoseAlone() {
    var plan = new FairPlan(2, 100_000, 1_000, 4, 2, FAST, 1);

    Measurement measured = new FairBench(CORES, STORY::add).play(plan, fleet);

    double alone = median(measured.figures(), "an urgent job alone, ms, p95");
    double among = median(measured.figures(), "during a broadcast, ms, p95");
    assertThat(median(measured.figures(), "p95 of a round, times alone")).isEqualTo(among / alone);
    assertThat(measured.notes()).singleElement().asString().contains("0.8 % of the broadcast");
  }

  @Test
  void commandsOfRedis_areCounted() {
    Duration beyondBeat = Duration.ofMillis(1_500); // for which there are commands in any case
    var plan = new RedisPlan(1, 9, 5, beyondBeat.dividedBy(5), 1, 100, beyondBeat, 1);
    var bench = new RedisBench(CORES, STORY::add);

    List<Figure> small = bench.small(plan, fleet);
    Figure slow = bench.slow(plan, fleet);

    assertThat(median(small, "commands of a job of 9 targets on 1 node")).isBetween(20.0, 200.0);
    assertThat(median(small, "commands a second of 1 node and nms-api, idle"))
        .isBetween(1.0, 100.0);
    assertThat(slow.seen().median()).isBetween(1.0, 1_000.0);
  }

  @Test
  void machine_isSized() {
    var plan = new HerePlan(Duration.ofMillis(150), Duration.ofMillis(1), 500);

    Seen seen = new HereBench(CORES, STORY::add).play(plan, "sized", fleet);

    assertThat(seen.rate()).isPositive();
    assertThat(seen.cpu()).isPositive();
    assertThat(seen.anonymous()).isBetween(20.0, 400.0);
    assertThat(STORY).anyMatch(line -> line.startsWith("sized: "));
  }

  @Test
  void worker_isMeasured() {
    var plan = new WorkerPlan(500, 1, true, 50, Duration.ZERO, false, 256, List.of());

    Measurement measured = new WorkerBench(CORES, STORY::add).play(plan, fleet);

    assertThat(STORY)
        .anyMatch(line -> line.startsWith("fresh: "))
        .anyMatch(line -> line.startsWith("round-1: "));
    assertThat(measured.conditions()).anyMatch(line -> line.endsWith(", on all cores"));
    assertThat(median(measured.figures(), "deliveries/s")).isPositive();
    assertThat(median(measured.figures(), "Redis commands per batch of 500"))
        .isBetween(20.0, 200.0);
    assertThat(median(measured.figures(), "s from a worker's start to its first pop")).isPositive();
  }
}
