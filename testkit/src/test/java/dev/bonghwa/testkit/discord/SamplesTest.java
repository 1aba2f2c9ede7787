package dev.bonghwa.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void targets_lookLikeDiscords() {
    assertThat(Samples.targets(3, 1000)).allMatch(t -> t.matches("\\d{17,20}/[A-Za-z0-9_-]{68}"));
  }

  @Test
  void targets_areAllDifferent() {
    assertThat(Samples.webhooks(3, 100_000).mapToLong(Webhook::id).distinct().count())
        .isEqualTo(100_000);
    assertThat(Samples.webhooks(3, 100_000).map(Webhook::token).distinct().count())
        .isEqualTo(100_000);
  }

  @Test
  void sameSeed_sameTargets() {
    assertThat(Samples.targets(3, 50)).containsExactlyElementsOf(Samples.targets(3, 50).toList());
    assertThat(Samples.targets(4, 50)).doesNotContainAnyElementsOf(Samples.targets(3, 50).toList());
  }

  @Test
  void toString_hidesTheToken() {
    Webhook webhook = Samples.webhook(3, 1);

    assertThat(webhook.toString()).doesNotContain(webhook.token()).endsWith("/***");
  }
}
