package dev.bonghwa.worker;

import dev.bonghwa.config.Env;

/**
 * Hands {@code LOG_LEVEL} and {@code LOG_FORMAT} to logback.xml, also when they stand in {@code
 * ENV_FILE}. To be called before anything asks for a logger.
 */
final class Logging {

  /** Named, because in tests and in the demo other programs' files are on the class path too. */
  private static final String CONFIGURATION = "logback.configurationFile";

  private Logging() {}

  enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  enum Format {
    TEXT,
    JSON
  }

  static void set(Env env) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, "dev/bonghwa/worker/logback.xml");
    }
    System.setProperty("LOG_LEVEL", env.choice("LOG_LEVEL", Level.INFO).name());
    System.setProperty("LOG_FORMAT", env.choice("LOG_FORMAT", Format.TEXT).name());
  }
}
