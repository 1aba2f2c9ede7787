package dev.bonghwa.cli.bench.citizen;

/**
 * One run of a fleet and what it is to show.
 *
 * @param name as {@code --only} takes it
 * @param what is done, in a line
 */
public record Scenario(String name, String what, Script script) {

  /** Starts a fleet, gives it work, and measures. */
  @FunctionalInterface
  public interface Script {
    void play(Stage stage);
  }

  @Override
  public String toString() {
    return name;
  }
}
