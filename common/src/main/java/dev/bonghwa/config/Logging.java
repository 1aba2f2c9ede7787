package dev.bonghwa.config;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what {@code LOG_LEVEL} and {@code LOG_FORMAT} say for {@link LogbackSetup}, also when they
 * stand in {@code ENV_FILE}. To be called before anything asks for a logger.
 */
public final class Logging {

  private static volatile @Nullable Choice choice;

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
   * What a program wants its log to be.
   *
   * @param level in Logback's spelling
   */
  record Choice(String level, Format format) {}

  /** Sets both. */
  public static void set(Env env) {
    choice = new Choice(level(env).name(), format(env));
  }

  /** For a program that prints results instead. */
  public static void silence() {
    choice = new Choice("OFF", Format.TEXT);
  }

  /** Reads both and sets nothing. */
  public static void check(Env env) {
    level(env);
    format(env);
  }

  /** Null where nobody has chosen: the command line and tests have files for it. */
  static @Nullable Choice choice() {
    return choice;
  }

  private static Level level(Env env) {
    return env.choice("LOG_LEVEL", Level.INFO);
  }

  private static Format format(Env env) {
    return env.choice("LOG_FORMAT", Format.TEXT);
  }
}
