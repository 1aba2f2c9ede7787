package dev.bonghwa.testkit.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void rateLimited_headerIsRoundedUp_bodyIsExact() {
    Answer answer = Answers.rateLimited(Duration.ofMillis(1337));

    assertThat(answer.headers()).containsEntry("Retry-After", "2");
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\": \"You are being rate limited.\", \"retry_after\": 1.337, \"global\":"
                + " false}");
    assertThat(answer.retryAfter()).isEqualTo(Duration.ofMillis(1337));
  }

  @Test
  void global_saysSoInHeaderScopeAndBody() {
    Answer answer = Answers.rateLimitedGlobally(Duration.ofSeconds(3));

    assertThat(answer.headers())
        .containsEntry("X-RateLimit-Global", "true")
        .containsEntry("X-RateLimit-Scope", "global");
    assertThat(answer.body()).contains("\"global\": true");
  }

  @Test
  void bans_areNotFromTheOrigin() {
    assertThat(Answers.banPage().origin()).isFalse();
    assertThat(Answers.banText().body()).isEqualTo("error code: 1015");
    assertThat(Answers.banJson().body()).contains("\"code\": 0");
    assertThat(Answers.blocked().code()).isEqualTo(40333);
  }

  @Test
  void after_keepsTheRest() {
    Answer late = Answers.gone().after(Duration.ofMillis(7));

    assertThat(late.delay()).isEqualTo(Duration.ofMillis(7));
    assertThat(late.after(Duration.ZERO)).isEqualTo(Answers.gone());
  }
}
