package dev.bonghwa.cli.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.cli.bench.measure.RedisCommands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleSeenTest {

  private static final ScalePlan PLAN = new ScalePlan(200, 10, 2_000_000, 50_000_000, 10, 2);

  private static Cost cost(double seconds, double cpu, long commands) {
    return new Cost(seconds, cpu, new RedisCommands(Map.of("evalsha", commands)));
  }

  private static ScaleSeen seen(ScalePlan plan) {
    return new ScaleSeen(
        plan,
        List.of(0.01),
        cost(8, 1, 10),
        200_000_000,
        0.02,
        List.of(cost(0.2, 0.1, 50), cost(0.2, 0.06, 50)),
        cost(60, 9.0, 400_000));
  }

  @Test
  void ceiling_isWhatBeatsAndUpkeepLeaveOfACore() {
    ScaleSeen seen = seen(PLAN);

    assertThat(seen.bytesPerTarget()).isEqualTo(100);
    assertThat(seen.loadSecondsPerMillion()).isEqualTo(4);
    assertThat(seen.commandsPerBatch()).isEqualTo(100);
    assertThat(seen.standingShare()).isEqualTo(0.1, within(1e-9));
    assertThat(seen.ceiling()).isEqualTo(200_000, within(1e-3));
  }

  @Test
  void batchesThatAreNotFull_areTold_unlessThoseThatAreMeantAreNoFuller() {
    var tooFew = new ScalePlan(200, 10, 200_000, 50_000_000, 10, 2);
    var smallJobs = new ScalePlan(200, 10, 200_000, 200_000, 10, 2);

    assertThat(ScaleFigures.notes(seen(tooFew)))
        .first()
        .asString()
        .startsWith("SCALED DOWN TOO FAR: a node has 100 targets of a job");
    assertThat(List.of(smallJobs, PLAN))
        .noneMatch(ScalePlan::isScaledTooFar)
        .allSatisfy(
            plan ->
                assertThat(ScaleFigures.notes(seen(plan)))
                    .first()
                    .asString()
                    .startsWith("the first ceiling is"));
  }
}
