package dev.bonghwa.queue.model;

import java.util.function.UnaryOperator;

/** Takes a rule out of a script. */
final class Mutation implements UnaryOperator<String> {

  private final String line;
  private final String instead;
  private volatile boolean made;

  Mutation(String line, String instead) {
    this.line = line;
    this.instead = instead;
  }

  @Override
  public String apply(String script) {
    made |= script.contains(line);
    return script.replace(line, instead);
  }

  /** Whether a script had that line. */
  boolean wasMade() {
    return made;
  }
}
