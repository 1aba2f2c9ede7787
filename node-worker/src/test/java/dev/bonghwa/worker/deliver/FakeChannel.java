package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.PreparedMessage;
import dev.bonghwa.worker.send.Body;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers mean what their status says: 2xx, 404 gone, 400 refused, 429 after 3 s, 5xx back off; 599
 * is a riddle, 598 takes down whoever thinks of it, 597 means nothing at all; 401 is to be said
 * twice.
 */
final class FakeChannel implements Channel {

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public PreparedMessage message(byte[] json) {
    return new PreparedMessage(new Body(List.of(json)), "", Map.of());
  }

  @Override
  public Optional<String> objection(String address) {
    return address.startsWith("https:") ? Optional.of("elsewhere") : Optional.empty();
  }

  @Override
  public Outgoing request(String address, PreparedMessage message) {
    return new Outgoing("receiver", 443, address, Map.of(), message.body());
  }

  @Override
  public boolean canConfirm(String address) {
    return true;
  }

  @Override
  public Outgoing confirmed(Outgoing request) {
    return request;
  }

  @Override
  public boolean isConfirmed(SendResult.Answer answer) {
    return answer.body().length > 0;
  }

  @Override
  public Outcome classify(String address, SendResult.Attempted result) {
    return result instanceof SendResult.Answer answer
        ? byStatus(answer.status())
        : new Outcome.Backoff(Outcome.Backoff.Limit.ATTEMPTS, Duration.ZERO, true, "lost");
  }

  private static Outcome byStatus(int status) {
    return switch (status) {
      case 204 -> new Outcome.Delivered(Duration.ZERO);
      case 404 -> new Outcome.Gone("unknown webhook", false);
      case 400 -> new Outcome.PayloadRejected(50006, "empty message");
      case 598 -> throw new StackOverflowError();
      case 599 -> throw new IllegalStateException("a riddle");
      case 401 -> new Outcome.RetryOnceLater(Duration.ofSeconds(60), true, "no");
      case 597 -> null;
      case 403 -> new Outcome.EndpointFailed("no permission", true);
      case 429 -> new Outcome.RetryAfter(Duration.ofSeconds(3), true, "slower");
      case 430 -> new Outcome.RetryAfter(Duration.ofSeconds(60), true, "much slower");
      default ->
          new Outcome.Backoff(
              Outcome.Backoff.Limit.ATTEMPTS,
              Duration.ofSeconds(1),
              false,
              TargetState.FAILED.word());
    };
  }
}
