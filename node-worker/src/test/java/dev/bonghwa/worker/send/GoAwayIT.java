package dev.bonghwa.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.worker.send.SendResult.Answer;
import dev.bonghwa.worker.send.SendResult.NotSent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** An HTTP/2 host that closes its connections while requests are on their way. */
class GoAwayIT {
  private static final int ROUNDS = 5;
  private static final int EACH = 100;
  private static final int AT_ONCE = 40;

  private final Semaphore permits = new Semaphore(AT_ONCE);

  @Test
  void whatTheHostTookIsAnswered_andTheRestIsKnownNotToBeProcessed() throws Exception {
    Behaviour slow = Behaviour.always(ReceiverReply.Answer.of(204).after(Duration.ofMillis(30)));
    try (DiscordReceiver receiver = DiscordReceiver.start(slow);
        SenderHarness harness =
            new SenderHarness(receiver.caFile(), AT_ONCE, Duration.ofSeconds(5))) {
      List<CompletableFuture<SendResult>> all = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < EACH; i++) {
          all.add(send(harness, receiver));
        }
        receiver.goAway();
      }

      List<SendResult> results = all.stream().map(SenderHarness::get).toList();

      assertThat(results).hasOnlyElementsOfTypes(Answer.class, NotSent.class);
      assertThat(results)
          .filteredOn(Answer.class::isInstance)
          .hasSize((int) receiver.log().requests());
    }
  }

  private CompletableFuture<SendResult> send(SenderHarness harness, DiscordReceiver receiver)
      throws InterruptedException {
    permits.acquire();
    return harness
        .begin(SenderHarness.to(receiver.url(), 0), () -> true)
        .whenComplete((result, failure) -> permits.release());
  }
}
