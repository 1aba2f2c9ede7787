package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteTest {

  private final List<String> ended = new ArrayList<>();

  @Test
  void failureOfACase_isBroken_andEndsNoSuite() {
    CaseResult result =
        play(
            arena -> {
              throw new IllegalArgumentException("no such thing");
            });

    assertThat(result.broken()).singleElement().asString().contains("no such thing", "SuiteTest");
  }

  @Test
  void resourceThatCannotBeEnded_isBroken_andTheOthersEnd() {
    CaseResult result =
        play(
            arena -> {
              arena.keep(() -> ended.add("first"));
              arena.keep(() -> failing("second"));
              arena.keep(() -> failing("third"));
              arena.keep(() -> ended.add("last"));
            });

    assertThat(ended).containsExactly("last", "third", "second", "first");
    assertThat(result.broken()).singleElement().asString().contains("no end: second", "third");
  }

  @Test
  void promiseThatIsBroken_isTold_asItIs() {
    CaseResult result =
        play(
            arena -> {
              throw new AssertionError("3 are lost");
            });

    assertThat(result.broken()).containsExactly("3 are lost");
  }

  @Test
  void caseThatCannotBePlayed_isSkipped() {
    CaseResult result =
        play(
            arena -> {
              throw new Skipped("needs root");
            });

    assertThat(result.isSkipped()).isTrue();
    assertThat(result.isKept()).isTrue();
  }

  private void failing(String name) {
    ended.add(name);
    throw new IllegalStateException("no end: " + name);
  }

  private static CaseResult play(FaultCase.Script script) {
    var played = new FaultCase("made-up", "nothing is done", "nothing", script);
    return new Suite(Scale.QUICK, line -> {}).play(played, 7);
  }
}
