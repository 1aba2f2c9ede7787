package dev.bonghwa.cli.console;

/** The few colours that are used, as ANSI sequences. */
public enum Paint {
  RED("\u001b[31m"),
  GREEN("\u001b[32m"),
  YELLOW("\u001b[33m"),
  BOLD("\u001b[1m");

  private static final String OFF = "\u001b[0m";

  private final String sequence;

  Paint(String sequence) {
    this.sequence = sequence;
  }

  String on(String text) {
    return sequence + text + OFF;
  }
}
