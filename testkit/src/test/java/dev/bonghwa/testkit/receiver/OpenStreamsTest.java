package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private final OpenStreams streams = new OpenStreams();

  @Test
  void untilClosed_anyIsTaken_andItIsNeverOver() {
    assertThat(streams.accept(1)).isTrue();
    streams.end(1);

    assertThat(streams.isOver()).isFalse();
  }

  @Test
  void closed_takesNoMore_andIsOverWhenAllHaveEnded() {
    streams.accept(1);
    streams.accept(3);

    assertThat(streams.close()).isEqualTo(3);

    assertThat(streams.accept(5)).isFalse();
    streams.end(3);
    assertThat(streams.isOver()).isFalse();
    streams.end(1);
    assertThat(streams.isOver()).isTrue();
  }
}
