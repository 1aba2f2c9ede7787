package dev.bonghwa.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonghwa.cli.faults.CaseResult;
import dev.bonghwa.cli.faults.FaultCase;
import dev.bonghwa.cli.faults.Scale;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsSummaryTest {

  private static final FaultCase FAULT =
      new FaultCase("worker-kill", "kill -9", "10 s", arena -> {});

  private final FaultsSummary summary = new FaultsSummary(List.of(result("sent twice: 9 > 0")));

  @Test
  void text_saysWhatWasBroken() {
    assertThat(summary.text()).contains("6,000").endsWith("worker-kill: sent twice: 9 > 0");
  }

  @Test
  void json_hasAnObjectForEachCase() throws IOException {
    JsonNode one = new ObjectMapper().readTree(summary.json()).path(0);

    assertThat(one.path("case").asText()).isEqualTo("worker-kill");
    assertThat(one.path("kept").asBoolean(true)).isFalse();
    assertThat(one.path("took_seconds").asDouble()).isEqualTo(2.5);
    assertThat(one.path("recovered_seconds").isNull()).isTrue();
    assertThat(one.path("broken").path(0).asText()).isEqualTo("sent twice: 9 > 0");
  }

  private static CaseResult result(String broken) {
    Duration took = Duration.ofMillis(2_500);
    return new CaseResult(
        FAULT, Scale.QUICK, 7, 6_000, 0, 9, 0, null, took, "", "", List.of(broken));
  }
}
