package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.Answers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AddressTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void whatIsTooMuchInASecond_isLimitedGloballyUntilItsEnd() {
    var address = new Address(Limits.NONE.withAddress(Quota.of(2, SECOND)));

    assertThat(address.arrive(0)).isNull();
    assertThat(address.arrive(1)).isNull();
    assertThat(address.arrive(400_000_000))
        .satisfies(answer -> assertThat(answer.headers()).containsEntry("Retry-After", "1"))
        .satisfies(answer -> assertThat(answer.body()).contains("\"retry_after\": 0.600"))
        .satisfies(answer -> assertThat(answer.retryAfter()).isZero());
    assertThat(address.arrive(SECOND.toNanos())).isNull();
    assertThat(address.count()).isEqualTo(new AddressCount(4, 1, 0, 0, 0));
  }

  @Test
  void tooManyRefusals_banForALength() {
    var address =
        new Address(Limits.NONE.withBan(Quota.of(2, SECOND), Duration.ofNanos(100), BanForm.TEXT));

    address.answered(Answers.forbidden(), 0);
    address.answered(Answers.rateLimitedShared(SECOND), 1);
    address.answered(Answers.gone(), 2);
    address.answered(Answers.badToken(), 3);
    assertThat(address.arrive(4)).isNull();
    address.answered(Answers.rateLimited(SECOND), 4);

    assertThat(address.arrive(5)).isEqualTo(Answers.banText());
    address.answered(Answers.banText(), 6);
    assertThat(address.arrive(104)).isNull();
    assertThat(address.count()).isEqualTo(new AddressCount(3, 0, 3, 1, 1));
  }

  @Test
  void oldRefusals_areForgotten() {
    var address = new Address(Limits.NONE.withBan(Quota.of(1, SECOND), SECOND, BanForm.PAGE));

    address.answered(Answers.forbidden(), 0);
    address.answered(Answers.forbidden(), SECOND.toNanos());

    assertThat(address.count().bans()).isZero();
  }
}
