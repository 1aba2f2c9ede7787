package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LateWritesTest {
  private static final Duration LEFT = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong();
  private final LateWrites late = new LateWrites(nanos::get);
  private final EmbeddedChannel channel = new EmbeddedChannel(late);

  @Test
  void inTime_goesOut() {
    allow(LEFT);
    pass(Duration.ofSeconds(4));
    channel.writeOutbound("request");

    assertThat((String) channel.readOutbound()).isEqualTo("request");
  }

  @Test
  void late_nothingGoesOut_andTheConnectionEnds() {
    channel.write("request");
    allow(LEFT);
    pass(Duration.ofSeconds(7));
    channel.flush();

    assertThat((Object) channel.readOutbound()).isNull();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void ofSeveral_theOneWithTheLeastTimeCounts() {
    allow(LEFT);
    allow(Duration.ofSeconds(2));
    allow(LEFT);
    channel.write("requests");
    pass(Duration.ofSeconds(3));
    channel.flush();

    assertThat((Object) channel.readOutbound()).isNull();
  }

  @Test
  void idleConnection_mayAnswerAPing() {
    allow(LEFT);
    channel.writeOutbound("request");
    pass(Duration.ofMinutes(1));
    channel.writeOutbound("pong");

    assertThat(channel.outboundMessages()).containsExactly("request", "pong");
  }

  private void allow(Duration time) {
    late.allow(nanos.get() + time.toNanos());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
