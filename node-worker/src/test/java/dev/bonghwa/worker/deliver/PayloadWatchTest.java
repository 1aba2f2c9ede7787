package dev.bonghwa.worker.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.Delivered;
import dev.bonghwa.worker.channel.Outcome.PayloadRejected;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PayloadWatchTest {
  private static final Outcome EMPTY = new PayloadRejected(50006, "400 50006");
  private static final Outcome TOO_LARGE = new PayloadRejected(40005, "413 40005");
  private static final Outcome STUMBLE =
      new Backoff(Limit.SERVER_ERROR, Duration.ZERO, false, "500");

  private final PayloadWatch watch = new PayloadWatch();

  @Test
  void threeEndpointsWithOneCode_stopTheJobOnce() {
    assertThat(saw("a", 400, EMPTY)).isEmpty();
    assertThat(saw("b", 400, EMPTY)).isEmpty();
    assertThat(saw("c", 400, EMPTY)).contains("400 50006");
    assertThat(saw("d", 400, EMPTY)).isEmpty();
  }

  @Test
  void oneEndpointThreeTimes_isOne() {
    assertThat(saw("a", 400, EMPTY)).isEmpty();
    assertThat(saw("a", 400, EMPTY)).isEmpty();
    assertThat(saw("a", 400, EMPTY)).isEmpty();
  }

  @Test
  void differentCodes_areDifferentReasons() {
    assertThat(saw("a", 400, EMPTY)).isEmpty();
    assertThat(saw("b", 400, new PayloadRejected(50035, "400 50035"))).isEmpty();
    assertThat(saw("c", 400, new PayloadRejected(400, "400"))).isEmpty();
  }

  @Test
  void aSuccess_clearsThePayload() {
    saw("a", 400, EMPTY);
    saw("b", 204, new Delivered(Duration.ZERO));

    assertThat(saw("c", 400, EMPTY)).isEmpty();
    assertThat(saw("d", 400, EMPTY)).isEmpty();
    assertThat(saw("e", 400, EMPTY)).isEmpty();
  }

  @Test
  void tooLarge_isAReasonLikeAnyOther() {
    assertThat(saw("a", 413, TOO_LARGE)).isEmpty();
    assertThat(saw("b", 413, TOO_LARGE)).isEmpty();
    assertThat(saw("c", 413, TOO_LARGE)).contains("413 40005");
  }

  @Test
  void afterASuccessOfWhicheverNode_nothingStopsTheJob() {
    watch.prove();

    for (int i = 0; i < 10; i++) {
      assertThat(saw("a" + i, 413, TOO_LARGE)).isEmpty();
    }
  }

  @Test
  void endpointsOfAnotherHost_areOneWitness() {
    for (int i = 0; i < 10; i++) {
      assertThat(saw("https://hooks.example.com/" + i, 413, TOO_LARGE)).isEmpty();
    }
    assertThat(saw("a", 413, TOO_LARGE)).isEmpty();
    assertThat(saw("https://hooks.example.org/", 413, TOO_LARGE)).contains("413 40005");
  }

  @Test
  void fiveServerErrors_stopTheJobOnlyWhenOthersSucceed() {
    for (String key : new String[] {"a", "b", "c", "d", "e"}) {
      assertThat(saw(key, 500, STUMBLE)).isEmpty();
    }

    assertThat(watch.saw(endpoint("f"), 500, STUMBLE, true)).contains("500");
  }

  private Optional<String> saw(String id, int status, Outcome outcome) {
    return watch.saw(endpoint(id), status, outcome, false);
  }

  private static Endpoint endpoint(String id) {
    return new Endpoint(id.startsWith("https:") ? id : id + "/token");
  }
}
