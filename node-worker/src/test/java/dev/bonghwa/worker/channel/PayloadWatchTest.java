package dev.bonghwa.worker.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.worker.channel.Outcome.Backoff;
import dev.bonghwa.worker.channel.Outcome.Backoff.Limit;
import dev.bonghwa.worker.channel.Outcome.Delivered;
import dev.bonghwa.worker.channel.Outcome.PayloadRejected;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PayloadWatchTest {
  private static final Outcome EMPTY = new PayloadRejected(50006, false, "400 50006");
  private static final Outcome TOO_LARGE = new PayloadRejected(40005, true, "413 40005");
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
    assertThat(saw("b", 400, new PayloadRejected(50035, false, "400 50035"))).isEmpty();
    assertThat(saw("c", 400, new PayloadRejected(400, false, "400"))).isEmpty();
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
  void tooLarge_stopsTheJobAtOnce() {
    assertThat(saw("a", 413, TOO_LARGE)).contains("413 40005");
  }

  @Test
  void fiveServerErrors_stopTheJobOnlyWhenOthersSucceed() {
    for (String key : new String[] {"a", "b", "c", "d", "e"}) {
      assertThat(saw(key, 500, STUMBLE)).isEmpty();
    }

    assertThat(watch.saw(new EndpointKey("f"), 500, STUMBLE, true)).contains("500");
  }

  private Optional<String> saw(String key, int status, Outcome outcome) {
    return watch.saw(new EndpointKey(key), status, outcome, false);
  }
}
