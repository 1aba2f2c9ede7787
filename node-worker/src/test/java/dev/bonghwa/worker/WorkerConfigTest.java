package dev.bonghwa.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import dev.bonghwa.endpoint.Hosts;
import dev.bonghwa.worker.egress.EgressRate;
import dev.bonghwa.worker.retry.RetryPolicy.Ambiguous;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

  @Test
  void defaults_areTheDocumentedOnes() {
    WorkerConfig config = read(Map.of("NODE_ID", "seoul"));

    assertThat(config.management()).isEqualTo(new WorkerConfig.Management("127.0.0.1", 8081));
    assertThat(config.hosts())
        .isEqualTo(new Hosts(URI.create("https://discord.com/api/v10/webhooks"), Set.of()));
    assertThat(config.maxConcurrent()).isEqualTo(200);
    assertThat(config.sender().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.sender().requestTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.delivery().parkAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.delivery().stealing()).isTrue();
    assertThat(config.delivery().waitSample()).isZero();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.retries()).isEqualTo(new WorkerConfig.Retries(5, Ambiguous.RETRY));
    assertThat(config.egressRate()).isEqualTo(new EgressRate("auto"));
    assertThat(config.egressGroup()).isEqualTo("seoul");
    assertThat(config.sender().localAddress()).isNull();
  }

  @Test
  void faults_areReportedTogether() {
    Env env =
        Env.of(
            Map.of(
                "NODE_ID", "-x",
                "MAX_CONCURRENT", "0",
                "EGRESS_RATE", "Infinity",
                "WAIT_SAMPLE", "1.5",
                "ALLOWED_HOSTS", "https://hooks.example.com/",
                "DRAIN_TIMEOUT", "soon",
                "TRUST_CERTS_FILE", "/nowhere/ca.pem"));
    WorkerConfig.from(env);

    assertThatExceptionOfType(ConfigFaults.class)
        .isThrownBy(env::check)
        .satisfies(
            faults ->
                assertThat(faults.faults())
                    .hasSize(7)
                    .anyMatch(line -> line.startsWith("NODE_ID"))
                    .anyMatch(line -> line.startsWith("MAX_CONCURRENT"))
                    .anyMatch(line -> line.startsWith("EGRESS_RATE"))
                    .anyMatch(line -> line.contains("WAIT_SAMPLE must be a number from 0 to 1"))
                    .anyMatch(line -> line.startsWith("ALLOWED_HOSTS"))
                    .anyMatch(line -> line.startsWith("DRAIN_TIMEOUT"))
                    .anyMatch(line -> line.startsWith("TRUST_CERTS_FILE")));
  }

  @Test
  void aProxysLogin_isWhole() {
    assertThat(faultsOf(Map.of("PROXY_USER", "u")))
        .containsExactly("PROXY_USER needs PROXY_PASSWORD or PROXY_PASSWORD_FILE");
    assertThat(faultsOf(Map.of("PROXY_PASSWORD", "p")))
        .containsExactly("PROXY_PASSWORD needs PROXY_USER");
    assertThat(faultsOf(Map.of("PROXY_USER", "u", "PROXY_PASSWORD", "p"))).isEmpty();
  }

  private static List<String> faultsOf(Map<String, String> environment) {
    Env env = Env.of(environment);
    WorkerConfig.from(env);
    return env.faults();
  }

  private static WorkerConfig read(Map<String, String> environment) {
    Env env = Env.of(environment);
    WorkerConfig config = WorkerConfig.from(env);
    env.check();
    return config;
  }
}
