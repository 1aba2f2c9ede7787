package dev.bonghwa.cli.progress;

import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Terminal;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Draws progress: in a terminal one line that is drawn anew, elsewhere a line every few seconds,
 * with {@code --quiet} nothing.
 */
public final class LiveLine {

  /** How often a log gets a line. */
  static final Duration LOG_EVERY = Duration.ofSeconds(3);

  /** Ten drawings a second are as smooth as anyone needs. */
  static final Duration DRAW_EVERY = Duration.ofMillis(100);

  private static final String ERASE_TO_END = "\u001b[K";

  /** The same moment for a bar of some width and for a log. */
  public interface Line {

    String bar(int width, boolean unicode);

    String plain();
  }

  private final Console console;
  private final LongSupplier nanoTime;
  private final Duration every;
  private long dueAt;
  private boolean drawn;

  public LiveLine(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    boolean interactive = console.terminal().interactive();
    this.every = interactive ? DRAW_EVERY : LOG_EVERY;
    // A screen shows the start at once; in a log it would only say that nothing happened yet.
    this.dueAt = nanoTime.getAsLong() + (interactive ? 0 : LOG_EVERY.toNanos());
  }

  /** Shows this moment, unless one was shown just now. */
  public synchronized void show(Line line) {
    if (nanoTime.getAsLong() - dueAt >= 0) {
      draw(line);
    }
  }

  /** Shows the last moment and leaves its line. */
  public synchronized void end(Line line) {
    draw(line);
    leave();
  }

  /** Leaves the line as it is, so that something else can be printed. */
  public synchronized void leave() {
    if (drawn && console.terminal().interactive() && !console.quiet()) {
      console.err().println();
      console.err().flush();
    }
    drawn = false;
  }

  private void draw(Line line) {
    drawn = true;
    dueAt = nanoTime.getAsLong() + every.toNanos();
    if (console.quiet()) {
      return;
    }
    Terminal terminal = console.terminal();
    if (terminal.interactive()) {
      // One column stays free: a full line would wrap in some terminals.
      String text = line.bar(terminal.width().getAsInt() - 1, terminal.unicode());
      console.err().print("\r" + text + ERASE_TO_END);
    } else {
      console.err().println(line.plain());
    }
    console.err().flush();
  }
}
