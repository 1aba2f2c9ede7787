package dev.bonghwa.cli;

import dev.bonghwa.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The command line in this process, with an environment of its own and what it printed last. */
final class CliUnderTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> env = new HashMap<>();

  CliUnderTest(FakeNms nms) {
    env.put("BONGHWA_URL", nms.url());
    env.put("API_KEY", FakeNms.KEY);
  }

  CliUnderTest with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  int run(String... args) {
    out.reset();
    err.reset();
    var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Bonghwa.run(args, env, outStream, errStream, Terminal.none());
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
