package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class JobsIT {
  private ApiUnderTest api;

  @BeforeEach
  void start(EmbeddedRedis redis) {
    api = new ApiUnderTest(redis.uri());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void submit_answers202WithTheJobAndWhereItIs() {
    ApiUnderTest.Answer answer = api.post("/v1/jobs", Lists.submit(3));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location"))
        .isEqualTo("/v1/jobs/" + answer.json().path("id").asText());
    assertThat(api.get(answer.header("Location")).json().path("total").asInt()).isEqualTo(3);
  }
}
