package dev.bonghwa.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MixTest {
  private static final int MANY = 20_000;
  private static final Mix MIX =
      Mix.seeded(7)
          .latency(Duration.ofMillis(5), Duration.ofMillis(40))
          .rateLimited(0.10, Duration.ofSeconds(1), Duration.ofSeconds(5))
          .scopes(0.5, 0)
          .serverErrors(0.05)
          .resets(0.01)
          .gone(0.02);

  @Test
  void shares_areKept() {
    List<ReceiverReply> replies = firstReplies(MIX);

    assertThat(share(replies, answer(429))).isCloseTo(0.10 * 0.98, within(0.01));
    assertThat(share(replies, answer(500).or(answer(503)))).isCloseTo(0.05 * 0.98, within(0.01));
    assertThat(share(replies, CutAnswer.class::isInstance)).isCloseTo(0.01, within(0.005));
    assertThat(share(replies, answer(404))).isCloseTo(0.02, within(0.005));
  }

  @Test
  void sameSeed_sameReplies_otherSeed_others() {
    List<ReceiverReply> replies = firstReplies(MIX);

    assertThat(firstReplies(MIX)).isEqualTo(replies);
    assertThat(firstReplies(Mix.seeded(8).rateLimited(0.1, Duration.ZERO, Duration.ZERO)))
        .isNotEqualTo(firstReplies(Mix.seeded(9).rateLimited(0.1, Duration.ZERO, Duration.ZERO)));
  }

  @Test
  void passingFaults_endAfterTheFirstAttempts_lastingOnesDoNot() {
    Mix allBad = Mix.seeded(1).serverErrors(1).gone(0.5).faultyAttempts(3);
    long gone = LongStream.range(0, 100).filter(allBad::isGone).findFirst().orElseThrow();
    long well = LongStream.range(0, 100).filter(id -> !allBad.isGone(id)).findFirst().orElseThrow();

    assertThat(allBad.reply(request(well, 3))).matches(answer(500).or(answer(503)));
    assertThat(allBad.reply(request(well, 4))).matches(answer(204));
    assertThat(allBad.reply(request(gone, 9))).matches(answer(404));
  }

  @Test
  void gone_winsOverEverythingThatPasses() {
    Mix resetting = Mix.seeded(1).resets(1).gone(0.5);

    LongStream.range(0, 1_000)
        .filter(resetting::isGone)
        .forEach(id -> assertThat(resetting.reply(request(id, 1))).matches(answer(404)));
  }

  @Test
  void latencyAndRetryAfter_areWithinTheirRanges() {
    assertThat(firstReplies(MIX))
        .allSatisfy(
            reply ->
                assertThat(reply.delay()).isBetween(Duration.ofMillis(5), Duration.ofMillis(40)));
    assertThat(firstReplies(MIX))
        .filteredOn(answer(429))
        .allSatisfy(
            reply ->
                assertThat(((Answer) reply).retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
  }

  @Test
  void bansAndRefusals_haveTheirCodes() {
    assertThat(firstReplies(Mix.seeded(1).bans(1, 0)))
        .allMatch(reply -> reply instanceof Answer a && a.status() == 429 && !a.origin());
    assertThat(firstReplies(Mix.seeded(1).bans(0, 1)))
        .allMatch(reply -> reply instanceof Answer a && a.code() == 40333);
    assertThat(firstReplies(Mix.seeded(1).refused(1, 0)))
        .allMatch(reply -> reply instanceof Answer a && a.code() == 50027);
    assertThat(firstReplies(Mix.seeded(1).refused(0, 1)))
        .allMatch(reply -> reply instanceof Answer a && a.code() == 50013);
  }

  private static List<ReceiverReply> firstReplies(Mix mix) {
    return LongStream.range(0, MANY).mapToObj(id -> mix.reply(request(id, 1))).toList();
  }

  private static double share(List<ReceiverReply> replies, Predicate<ReceiverReply> which) {
    return (double) replies.stream().filter(which).count() / replies.size();
  }

  private static Predicate<ReceiverReply> answer(int status) {
    return reply -> reply instanceof Answer answer && answer.status() == status;
  }

  private static ReceivedRequest request(long webhook, int attempt) {
    return new ReceivedRequest(webhook, "t", "", attempt, "POST", 10, "", true, name -> null, "");
  }
}
