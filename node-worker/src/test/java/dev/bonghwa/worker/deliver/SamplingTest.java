package dev.bonghwa.worker.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Target;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.metrics.MicrometerMetrics;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake channel can ask every endpoint, and takes any body for what was saved. */
class SamplingTest {
  private static final JobId JOB = new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C4D");
  private static final JobId OTHER = new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C4E");
  private static final int TARGETS = 20_000;

  private final FakeChannel channel = new FakeChannel();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MicrometerMetrics metrics = new MicrometerMetrics(meters);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 1})
  void thatShareOfTheTargets_isAsked(double share) {
    assertThat(asked(JOB, share).cardinality())
        .isCloseTo((int) (share * TARGETS), Offset.offset((int) (share * (1 - share) * 1_000)));
  }

  @Test
  void aRetry_isAskedAgain_andAnotherJobAsksOthers() {
    assertThat(asked(JOB, 0.3)).isEqualTo(asked(JOB, 0.3)).isNotEqualTo(asked(OTHER, 0.3));
  }

  @Test
  void whatIsAccepted_isSavedOrNot_aRefusalIsNeither() {
    Sampling sampling = new Sampling(JOB, 1, metrics);
    Outcome accepted = new Outcome.Delivered(Duration.ZERO);

    sampling.saw(channel, target(1), answer(200, "{"), accepted);
    sampling.saw(channel, target(2), answer(204, ""), accepted);
    sampling.saw(channel, target(3), answer(404, "{"), new Outcome.Gone("unknown", false));
    new Sampling(JOB, 0, metrics).saw(channel, target(1), answer(200, "{"), accepted);

    assertThat(meters.counter("bonghwa.sampled.sends", "saved", "true").count()).isOne();
    assertThat(meters.counter("bonghwa.sampled.sends", "saved", "false").count()).isOne();
  }

  private BitSet asked(JobId job, double share) {
    Sampling sampling = new Sampling(job, share, metrics);
    return IntStream.range(0, TARGETS)
        .filter(index -> sampling.asks(channel, target(index)))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  private static Target target(int index) {
    return new Target(index, index + "/token");
  }

  private static SendResult.Answer answer(int status, String body) {
    return new SendResult.Answer(status, Headers.NONE, body.getBytes(UTF_8));
  }
}
