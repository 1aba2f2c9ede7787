package dev.bonghwa.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveLineTest {

  private static final Terminal SCREEN = new Terminal(true, false, () -> 40);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now = 1;

  private record Text(String text) implements LiveLine.Line {

    @Override
    public String bar(int width, boolean unicode) {
      return text + " in " + width;
    }

    @Override
    public String plain() {
      return text;
    }
  }

  @Test
  void terminal_getsOneLineThatIsDrawnAnew() {
    LiveLine line = line(SCREEN, false);

    line.show(new Text("a"));
    line.show(new Text("too soon"));
    now += LiveLine.DRAW_EVERY.toNanos();
    line.show(new Text("b"));
    line.end(new Text("c"));

    assertThat(written()).isEqualTo("\ra in 39\u001b[K\rb in 39\u001b[K\rc in 39\u001b[K\n");
  }

  @Test
  void log_getsALineEveryFewSeconds_andTheLastOne() {
    LiveLine line = line(Terminal.none(), false);

    line.show(new Text("too soon"));
    now += LiveLine.LOG_EVERY.toNanos();
    line.show(new Text("a"));
    now += Duration.ofSeconds(1).toNanos();
    line.show(new Text("too soon again"));
    now += LiveLine.LOG_EVERY.toNanos();
    line.show(new Text("b"));
    line.end(new Text("c"));

    assertThat(written()).isEqualTo("a\nb\nc\n");
  }

  @Test
  void quiet_getsNothing() {
    LiveLine line = line(SCREEN, true);

    line.show(new Text("a"));
    line.end(new Text("b"));

    assertThat(written()).isEmpty();
  }

  private LiveLine line(Terminal terminal, boolean quiet) {
    var stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new LiveLine(new Console(stream, stream, terminal, quiet, false), () -> now);
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
