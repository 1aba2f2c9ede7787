package dev.bonghwa.config;

/**
 * Hands {@code LOG_LEVEL} and {@code LOG_FORMAT} to a program's logback.xml, also when they stand
 * in {@code ENV_FILE}. To be called before anything asks for a logger.
 */
public final class Logging {
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

  /**
   * Sets both.
   *
   * @param resource the program's own file, named because in tests and in the demo those of other
   *     programs are on the class path too
   */
  public static void set(Env env, String resource) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, resource);
    }
    System.setProperty("LOG_LEVEL", env.choice("LOG_LEVEL", Level.INFO).name());
    System.setProperty("LOG_FORMAT", env.choice("LOG_FORMAT", Format.TEXT).name());
  }
}
