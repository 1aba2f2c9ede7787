package dev.bonghwa.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.progress.LiveLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches a drained node until it holds nothing.
 *
 * @param looks that must find nothing in flight, one after the other
 */
record DrainWatch(NmsClient client, Console console, int looks) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  /**
   * A node hears of its draining with one beat and tells with the next what is in flight then, a
   * second each: a zero counts when it was seen for longer than both.
   */
  static final int LOOKS = 10;

  void untilEmpty(String id) throws InterruptedException {
    var live = new LiveLine(console, System::nanoTime);
    int empty = 0;
    JsonNode node = client.node(id);
    while (isAlive(node) && empty < looks) {
      live.show(new Left(id, inFlight(node)));
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
      node = client.node(id);
      empty = inFlight(node) > 0 ? 0 : empty + 1;
    }
    live.leave();
    console.note(
        isAlive(node)
            ? id + " holds nothing: it can be stopped"
            : id + " is away: what it held goes to others within 10 s");
  }

  private static boolean isAlive(JsonNode node) {
    return node.path("alive").asBoolean();
  }

  private static int inFlight(JsonNode node) {
    return node.path("in_flight").asInt();
  }

  private record Left(String id, int inFlight) implements LiveLine.Line {

    @Override
    public String bar(int width, boolean unicode) {
      return plain();
    }

    @Override
    public String plain() {
      return id + " drains: " + inFlight + " in flight";
    }
  }
}
