package dev.bonghwa.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code bonghwa}: the root of all commands. */
@Command(
    name = "bonghwa",
    mixinStandardHelpOptions = true,
    version = "bonghwa 0.1.0-SNAPSHOT",
    description = "Sends one message to a very long list of webhooks, through a fleet.")
public final class Bonghwa implements Runnable {

  private Bonghwa() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bonghwa()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
