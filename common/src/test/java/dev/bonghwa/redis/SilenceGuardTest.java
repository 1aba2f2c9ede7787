package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceGuardTest {
  private final AtomicLong now = new AtomicLong();
  private final SilenceGuard guard = new SilenceGuard(now::get);
  private final EmbeddedChannel channel = new EmbeddedChannel(guard);
  private final ChannelHandlerContext context = channel.pipeline().context(guard);

  private void pass(long seconds) {
    now.addAndGet(seconds * 1_000_000_000);
  }

  @Test
  void look_closesWhatStaysSilent() {
    channel.writeOutbound("PING");
    pass(6);

    guard.look(context);
    assertThat(channel.isOpen()).as("after the first look").isTrue();
    guard.look(context);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void look_leavesWhatAnswersInTheEnd() {
    channel.writeOutbound("PING");
    pass(6);

    guard.look(context);
    channel.writeInbound("PONG");
    guard.look(context);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void look_leavesWhatWasNotAsked() {
    pass(60);

    guard.look(context);
    guard.look(context);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void look_countsFromTheFirstUnanswered() {
    channel.writeOutbound("PING");
    pass(4);
    channel.writeOutbound("PING");
    pass(2);

    guard.look(context);
    guard.look(context);

    assertThat(channel.isOpen()).isFalse();
  }
}
