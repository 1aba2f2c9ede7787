package dev.bonghwa.cli.faults;

/**
 * One kind of fault, done to a fleet at work.
 *
 * @param name as {@code --only} takes it
 * @param fault what is done, in a line
 * @param promise what must hold beside that nothing is lost, in a line
 */
public record FaultCase(String name, String fault, String promise, Script script) {

  /** Sets the scene, does the harm, waits for conditions and checks. */
  @FunctionalInterface
  public interface Script {
    void play(Arena arena);
  }

  @Override
  public String toString() {
    return name;
  }
}
