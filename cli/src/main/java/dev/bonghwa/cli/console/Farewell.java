package dev.bonghwa.cli.console;

/**
 * Words for whoever ends this process, by Ctrl-C or SIGTERM, in the middle of something; none after
 * {@link #close}.
 */
public final class Farewell implements AutoCloseable {

  private final Console console;
  private final String words;
  private final Thread atExit = new Thread(this::say, "farewell");

  public Farewell(Console console, String words) {
    this.console = console;
    this.words = words;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private void say() {
    if (console.terminal().interactive() && !console.quiet()) {
      console.err().println(); // the terminal shows ^C on the line of the bar
    }
    console.note(words);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is ending: the words are being said
    }
  }
}
