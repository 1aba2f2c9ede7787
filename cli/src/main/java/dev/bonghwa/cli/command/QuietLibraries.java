package dev.bonghwa.cli.command;

/** Logging of a command that uses the programs' own libraries in this process. */
final class QuietLibraries {

  private QuietLibraries() {}

  /** Named here, because each program on this class path brings a configuration of its own. */
  static void configure() {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/bonghwa/cli/logback.xml");
    }
  }
}
