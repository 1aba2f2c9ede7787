package dev.bonghwa.config;

/**
 * Hands {@code LOG_LEVEL} and {@code LOG_FORMAT} to the logback.xml of both programs, also when
 * they stand in {@code ENV_FILE}. To be called before anything asks for a logger.
 */
public final class Logging {
  private static final String CONFIGURATION = "logback.configurationFile";

  /** Named, because the command line and tests have files of their own on the class path. */
  private static final String RESOURCE = "dev/bonghwa/config/logback.xml";

  private static final String SILENT = "dev/bonghwa/config/silent.xml";

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

  /** Sets both. */
  public static void set(Env env) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, RESOURCE);
    }
    System.setProperty("LOG_LEVEL", level(env).name());
    System.setProperty("LOG_FORMAT", format(env).name());
  }

  /** For a program that prints results instead. */
  public static void silence() {
    System.setProperty(CONFIGURATION, SILENT);
  }

  /** Reads both and sets nothing. */
  public static void check(Env env) {
    level(env);
    format(env);
  }

  private static Level level(Env env) {
    return env.choice("LOG_LEVEL", Level.INFO);
  }

  private static Format format(Env env) {
    return env.choice("LOG_FORMAT", Format.TEXT);
  }
}
