package dev.bonghwa.cli.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LimitToolTest {

  @Test
  void wrk_isReadWithWhatItUsed() {
    String said =
        """
          1 threads and 200 connections
          200000 requests in 3.01s, 53.00MB read
        Requests/sec:  66444.52
        Transfer/sec:     17.61MB
        0m0.00s 0m0.00s
        0m1.50s 0m1.10s
        """;

    assertThat(LimitTool.limit(said)).isEqualTo(new Limit(66_444.52, 1.3));
  }

  @Test
  void h2load_isReadWithWhatItUsed() {
    String said =
        """
        progress: 100% done

        finished in 1.71s, 58500.12 req/s, 3.91MB/s
        requests: 100000 total, 100000 started, 100000 done, 100000 succeeded, 0 failed, 0 errored
        0m0.000000s 0m0.000000s
        1m0.250000s 0m0.250000s
        """;

    assertThat(LimitTool.limit(said)).isEqualTo(new Limit(58_500.12, 60.5));
  }

  @Test
  void toolThatFailed_hasNoLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitTool.limit("unable to connect\n0m0.0s 0m0.0s\n0m0.0s 0m0.0s\n"));
  }
}
