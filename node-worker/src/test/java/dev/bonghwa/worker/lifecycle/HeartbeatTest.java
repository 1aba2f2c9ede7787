package dev.bonghwa.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.node.EgressStatus;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeStatus;
import dev.bonghwa.registry.HeartbeatReply;
import dev.bonghwa.worker.claim.Pulse;
import dev.bonghwa.worker.loop.FakeLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private static final InstanceId SELF = InstanceId.parse("seoul/1");

  private final FakeLoop loop = new FakeLoop();
  private final List<String> orders = new ArrayList<>();
  private CompletableFuture<HeartbeatReply> answer = reply("e1", false);
  private int beats;
  private final Heartbeat heartbeat =
      new Heartbeat(
          loop,
          new Pulse(loop::nanoTime),
          SELF,
          said -> {
            beats++;
            return answer;
          },
          HeartbeatTest::status,
          new RecordedOrders());

  @Test
  void beats_everySecondAndRegisters() {
    heartbeat.start();
    loop.advance(Duration.ofSeconds(2));

    assertThat(beats).isEqualTo(3);
    assertThat(heartbeat.isRegistered()).isTrue();
  }

  @Test
  void standingClaimLoop_endsTheBeats() {
    heartbeat.start();

    loop.advance(Duration.ofMinutes(1));

    assertThat(beats).isEqualTo(6);
  }

  @Test
  void failedBeat_unregisters() {
    heartbeat.start();
    answer = CompletableFuture.failedFuture(new IOException("down"));

    loop.advance(Duration.ofSeconds(1));

    assertThat(heartbeat.isRegistered()).isFalse();
  }

  @Test
  void stopped_beatsNoMoreAndHearsNoAnswer() {
    CompletableFuture<HeartbeatReply> late = new CompletableFuture<>();
    answer = late;
    heartbeat.start();
    heartbeat.stop();

    late.complete(reply("e1", true).join());
    loop.advance(Duration.ofSeconds(2));
    heartbeat.beatNow();

    assertThat(beats).isEqualTo(1);
    assertThat(heartbeat.isRegistered()).isFalse();
    assertThat(orders).isEmpty();
  }

  @Test
  void operatorsDrain_isPassedOnOnceAndTakenBack() {
    answer = reply("e1", true);
    heartbeat.start();
    loop.advance(Duration.ofSeconds(2));
    answer = reply("e1", false);
    loop.advance(Duration.ofSeconds(2));

    assertThat(orders).containsExactly("drain true", "drain false");
  }

  @Test
  void otherEpoch_voidsAllClaimsOnce() {
    heartbeat.start();
    loop.advance(Duration.ofSeconds(1));
    answer = reply("e2", false);
    loop.advance(Duration.ofSeconds(3));

    assertThat(orders).containsExactly("forget");
  }

  private static CompletableFuture<HeartbeatReply> reply(String epoch, boolean drain) {
    return CompletableFuture.completedFuture(
        new HeartbeatReply(epoch, Instant.EPOCH, drain, false, Duration.ZERO));
  }

  private static NodeStatus status() {
    return new NodeStatus(
        SELF, "1", 1, 1, 0, 0, Instant.EPOCH, EgressStatus.open("g"), false, Instant.EPOCH);
  }

  private final class RecordedOrders implements Orders {
    @Override
    public void drain(boolean on) {
      orders.add("drain " + on);
    }

    @Override
    public void sinceUpkeep(Duration ago) {}

    @Override
    public void forgetClaims() {
      orders.add("forget");
    }
  }
}
