package dev.bonghwa.cli.api;

import java.util.Optional;

/** Server-sent events, line by line: feed it lines, it answers the event that a blank line ends. */
final class SseParser {

  /** One event; {@code name} is {@code message} when the stream names none. */
  record Event(String name, String data) {}

  private String name = "message";
  private final StringBuilder data = new StringBuilder();

  Optional<Event> accept(String line) {
    if (line.isEmpty()) {
      return flush();
    }
    if (line.startsWith("event:")) {
      name = value(line, 6);
    } else if (line.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(value(line, 5));
    }
    return Optional.empty(); // a comment, an id, a retry: nothing that we need
  }

  private Optional<Event> flush() {
    var event = new Event(name, data.toString());
    name = "message";
    data.setLength(0);
    return event.data().isEmpty() ? Optional.empty() : Optional.of(event);
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }
}
