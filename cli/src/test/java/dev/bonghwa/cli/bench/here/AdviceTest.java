package dev.bonghwa.cli.bench.here;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final Duration LATENCY = Duration.ofMillis(150);

  @Test
  void permits_areAsManyAsTheRateTakesAtThatLatency() {
    assertThat(Advice.of(new Seen(10_000, 3, 150), 200, LATENCY).maxConcurrent()).isEqualTo(1_500);
    assertThat(Advice.of(new Seen(10_001, 3, 150), 200, LATENCY).maxConcurrent()).isEqualTo(1_550);
    assertThat(Advice.of(new Seen(10, 3, 150), 200, LATENCY).maxConcurrent()).isEqualTo(50);
    assertThat(Advice.of(new Seen(1e6, 3, 150), 200, LATENCY).maxConcurrent()).isEqualTo(10_000);
  }

  @Test
  void memory_hasRoomForMorePermits_andSomeToSpare() {
    assertThat(Advice.of(new Seen(1_000, 3, 150), 200, LATENCY).megabytes()).isEqualTo(256);
    assertThat(Advice.of(new Seen(8_000, 3, 150), 200, LATENCY).megabytes()).isEqualTo(576);
  }

  @Test
  void permitsThatWereNotUsed_areGivenBack() {
    Advice first = Advice.of(new Seen(58_000, 2, 300), 200, LATENCY);

    Advice second =
        first.lowered(new Seen(58_000, 2, 300), 200, new Seen(25_000, 2, 1_150), LATENCY);

    assertThat(first).isEqualTo(new Advice(8_700, 3_200));
    assertThat(second).isEqualTo(new Advice(3_750, 896));
    assertThat(second.isMuchLessThan(first)).isTrue();
    assertThat(second.isMuchLessThan(second)).isFalse();
  }

  @Test
  void memory_isNeverLessThanTheHeapNeeds_forAllThatIsInFlight() {
    Advice first = Advice.of(new Seen(58_000, 2, 150), 200, LATENCY);

    Advice second = first.lowered(new Seen(58_000, 2, 150), 200, new Seen(25_000, 2, 400), LATENCY);

    assertThat(second).isEqualTo(new Advice(3_750, 704));
  }

  @Test
  void heap_isThatOfTheImage() throws IOException {
    assertThat(Files.readString(Path.of("../deploy/node-worker.options")))
        .contains("-XX:MinRAMPercentage=" + Advice.HEAP_PERCENT + "\n")
        .contains("-XX:MaxRAMPercentage=" + Advice.HEAP_PERCENT + "\n");
  }

  @Test
  void operator_isToldWhichVariable() {
    Advice advice = Advice.of(new Seen(8_000, 3, 150), 200, LATENCY);

    assertThat(advice.lines(7_500, LATENCY))
        .contains(
            "  MAX_CONCURRENT=1200",
            "  --memory 576m       (docker-stack.yml: WORKER_MEMORY=576M; without a container:"
                + " JDK_JAVA_OPTIONS=-Xmx172m)")
        .anyMatch(line -> line.contains("7,500 deliveries a second"));
  }
}
