package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class FlushesTest {

  private final Flushes flushes = new Flushes();
  private final EmbeddedChannel one = new EmbeddedChannel(flushes.gate());
  private final EmbeddedChannel other = new EmbeddedChannel(flushes.gate());

  @Test
  void alone_eachIsFlushedAtOnce() {
    one.writeAndFlush("a");

    assertThat(one.<String>readOutbound()).isEqualTo("a");
  }

  @Test
  void together_nothingLeavesBeforeTheEnd_andAllAtTheEnd() {
    flushes.together(
        () -> {
          one.writeAndFlush("a");
          other.writeAndFlush("b");
          one.writeAndFlush("c");
          assertThat(one.outboundMessages()).isEmpty();
          assertThat(other.outboundMessages()).isEmpty();
        });

    assertThat(one.outboundMessages()).containsExactly("a", "c");
    assertThat(other.outboundMessages()).containsExactly("b");
  }

  @Test
  void whatFailsHalfWay_keepsNothingBack() {
    Runnable failing =
        () -> {
          one.writeAndFlush("a");
          throw new IllegalStateException("half way");
        };

    assertThatThrownBy(() -> flushes.together(failing)).hasMessage("half way");

    assertThat(one.outboundMessages()).containsExactly("a");
    other.writeAndFlush("b");
    assertThat(other.outboundMessages()).containsExactly("b");
  }
}
