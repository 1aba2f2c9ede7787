package dev.bonghwa.redis;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each time that Redis is away why it cannot be reached, instead of Lettuce, which
 * says so every few seconds and in the words of its sockets.
 */
final class ReconnectLog {

  private static final Logger log = LoggerFactory.getLogger(ReconnectLog.class);

  private final String where;
  private String told = "";

  ReconnectLog(RedisSettings settings) {
    this.where = settings.masked();
  }

  void take(Event event) {
    line(event).ifPresent(log::warn);
  }

  /** What is new in an event; another reason is. */
  synchronized Optional<String> line(Event event) {
    if (event instanceof ConnectionActivatedEvent) {
      told = "";
    }
    if (!(event instanceof ReconnectFailedEvent failed)) {
      return Optional.empty();
    }
    String why = Unreachable.why(failed.getCause());
    if (why.equals(told)) {
      return Optional.empty();
    }
    told = why;
    return Optional.of(
        "Redis at " + where + " cannot be reached (" + why + "); connecting is tried on");
  }
}
