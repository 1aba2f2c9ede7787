package dev.bonghwa.nms;

import dev.bonghwa.config.Env;

/**
 * Chooses this program's own logback.xml and hands {@code LOG_LEVEL} and {@code LOG_FORMAT} to it,
 * also when they stand in {@code ENV_FILE}. To be called before anything asks for a logger.
 */
final class Logging {
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
    System.setProperty("logback.configurationFile", "dev/bonghwa/nms/logback.xml");
    System.setProperty("LOG_LEVEL", env.choice("LOG_LEVEL", Level.INFO).name());
    System.setProperty("LOG_FORMAT", env.choice("LOG_FORMAT", Format.TEXT).name());
  }
}
