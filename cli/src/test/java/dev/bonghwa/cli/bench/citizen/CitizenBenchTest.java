package dev.bonghwa.cli.bench.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.CliFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CitizenBenchTest {

  private final List<String> story = new ArrayList<>();

  @Test
  void scenario_endsWithItsGoalsAndParameters() {
    ScenarioResult result =
        play(
            stage -> {
              stage.parameter("%,d targets", stage.scaled(20_000, 10));
              stage.goal("bans", "0", true, "%d", 0);
            });

    assertThat(result.parameters()).containsExactly("2,000 targets");
    assertThat(result.goals()).containsExactly(new Judged("bans", "0", "0", true));
    assertThat(result.isMet()).isTrue();
    assertThat(story).last().asString().startsWith("[played").endsWith("met: bans: 0 (0)");
  }

  @Test
  void goalThatIsMissed_isNotMadeGoodByOthers() {
    ScenarioResult result =
        play(
            stage -> {
              stage.goal("bans", "0", false, "%d", 2);
              stage.goal("contradictions", "none", true, "none");
            });

    assertThat(result.isMet()).isFalse();
  }

  @Test
  void runThatBreaksOff_hasMetNothing() {
    ScenarioResult result =
        play(
            stage -> {
              throw CliFault.fault("worker-1 has ended", "");
            });

    assertThat(result.isMet()).isFalse();
    assertThat(result.goals())
        .containsExactly(new Judged("the run", "comes to its end", "worker-1 has ended", false));
  }

  @Test
  void anyException_isAMissedGoalThatNamesItsCause() {
    ScenarioResult result =
        play(
            stage -> {
              throw new CompletionException(new IllegalStateException("no such address"));
            });

    assertThat(result.isMet()).isFalse();
    assertThat(result.goals().getFirst().seen())
        .isEqualTo("java.lang.IllegalStateException: no such address");
  }

  @Test
  void aScaledRun_isNeverTooSmallToSayAnything() {
    ScenarioResult result = play(stage -> stage.parameter("%d", stage.scaled(10, 2)));

    assertThat(result.parameters()).containsExactly("2");
  }

  private ScenarioResult play(Scenario.Script script) {
    return new CitizenBench(0.1, story::add)
        .play(new Scenario("played", "what is done", script), 7);
  }
}
