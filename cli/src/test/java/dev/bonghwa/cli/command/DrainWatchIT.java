package dev.bonghwa.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.FakeNms;
import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DrainWatchIT {

  private static final String NODE = "{\"id\": \"a\", \"alive\": true, \"in_flight\": %d}";

  @Test
  void endsWhenNothingHasBeenInFlightForAWhile() throws InterruptedException {
    var err = new ByteArrayOutputStream();
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    try (FakeNms nms = new FakeNms()) {
      nms.on("GET /v1/nodes/a", 200, NODE.formatted(0)); // it has not heard of it yet
      nms.on("GET /v1/nodes/a", 200, NODE.formatted(3));
      nms.on("GET /v1/nodes/a", 200, NODE.formatted(0));
      var client = new NmsClient(ApiAddress.parse(nms.url()), new ApiKey(FakeNms.KEY));
      var console = new Console(stream, stream, Terminal.none(), false, false);

      new DrainWatch(client, console, 2).untilEmpty("a");

      assertThat(nms.seen("GET /v1/nodes/a")).hasSize(4);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("a holds nothing: it can be stopped");
    }
  }
}
