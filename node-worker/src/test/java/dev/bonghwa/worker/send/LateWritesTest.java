package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LateWritesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final LateWrites late = new LateWrites(nanos::get);
  private final EmbeddedChannel channel = new EmbeddedChannel(late);

  @Test
  void inTime_goesOut() {
    late.allowed();
    pass(Duration.ofSeconds(1));
    channel.writeOutbound("request");

    assertThat((String) channel.readOutbound()).isEqualTo("request");
  }

  @Test
  void late_nothingGoesOut_andTheConnectionEnds() {
    channel.write("request");
    late.allowed();
    pass(Duration.ofSeconds(7));
    channel.flush();

    assertThat((Object) channel.readOutbound()).isNull();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void idleConnection_mayAnswerAPing() {
    late.allowed();
    channel.writeOutbound("request");
    pass(Duration.ofMinutes(1));
    channel.writeOutbound("pong");

    assertThat(channel.outboundMessages()).containsExactly("request", "pong");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
