package dev.bonghwa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SseParserTest {

  private final SseParser parser = new SseParser();

  @Test
  void blankLine_endsAnEvent() {
    assertThat(events("event: progress", "data: {\"a\":", "data: 1}", ""))
        .containsExactly(new SseParser.Event("progress", "{\"a\":\n1}"));
  }

  @Test
  void commentsIdsAndEmptyEvents_areNoEvents() {
    assertThat(events(": keep-alive", "", "id: 7", "retry: 100", "", "event: x", "")).isEmpty();
  }

  @Test
  void name_isForgottenAfterItsEvent() {
    assertThat(events("event:finished", "data:1", "", "data: 2", ""))
        .containsExactly(new SseParser.Event("finished", "1"), new SseParser.Event("message", "2"));
  }

  private List<SseParser.Event> events(String... lines) {
    return List.of(lines).stream().map(parser::accept).flatMap(Optional::stream).toList();
  }
}
