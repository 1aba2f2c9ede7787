package dev.bonghwa.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NmsConfigTest {
  private static final String KEY = "a-key-of-16-chars";

  @Test
  void theDefaults() {
    NmsConfig config = read(Map.of());

    assertThat(config.api().bind()).isEqualTo("0.0.0.0");
    assertThat(config.api().port()).isEqualTo(8080);
    assertThat(config.api().mostBodyBytes()).isEqualTo(192L * 1024 * 1024);
    assertThat(config.api().tls()).isNull();
    assertThat(config.management().port()).isEqualTo(8081);
    assertThat(config.hosts().discordUrl())
        .isEqualTo(URI.create("https://discord.com/api/v10/webhooks"));
    assertThat(config.hosts().allowed()).isEmpty();
    assertThat(config.submit().mostTargets()).isEqualTo(1_000_000);
    assertThat(config.submit().batchSize()).isEqualTo(500);
    assertThat(config.submit().expiry()).isEqualTo(Duration.ofHours(24));
    assertThat(config.submit().retention().delivered()).isEqualTo(Duration.ofHours(24));
    assertThat(config.submit().retention().otherwise()).isEqualTo(Duration.ofDays(14));
    assertThat(config.submit().idempotencyTtl()).isNull();
    assertThat(config.backlogTargets()).isEqualTo(2_000_000);
    assertThat(config.backlogBytes()).isZero();
  }

  @Test
  void keys_areSeparatedByCommasOrLines() {
    assertThat(read(Map.of("API_KEY", KEY + "1, " + KEY + "2\n" + KEY + "3\n")).apiKeys())
        .isEqualTo(List.of(KEY + "1", KEY + "2", KEY + "3"));
  }

  @Test
  void keys_areNotInItsText() {
    assertThat(read(Map.of())).asString().contains("1 keys").doesNotContain(KEY);
  }

  @Test
  void oneRetention_standsForBoth() {
    NmsConfig config = read(Map.of("JOB_RETENTION", "2h"));

    assertThat(config.submit().retention().delivered()).isEqualTo(Duration.ofHours(2));
    assertThat(config.submit().retention().otherwise()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void allFaults_areToldTogether() {
    Map<String, String> wrong = new HashMap<>();
    wrong.put("API_KEY", "short");
    wrong.put("PORT", "http");
    wrong.put("BATCH_SIZE", "0");
    wrong.put("JOB_RETENTION", "1h/2h/3h");
    wrong.put("ALLOWED_HOSTS", "https://example.com/");
    wrong.put("TLS_CERT_FILE", Path.of("nowhere.pem").toString());
    wrong.put("DISCORD_URL", "http://discord.com");

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOfSatisfying(
            ConfigFaults.class,
            faults ->
                assertThat(faults.faults())
                    .hasSize(8)
                    .anyMatch(line -> line.contains("API_KEY"))
                    .anyMatch(line -> line.contains("PORT"))
                    .anyMatch(line -> line.contains("BATCH_SIZE"))
                    .anyMatch(line -> line.contains("JOB_RETENTION"))
                    .anyMatch(line -> line.contains("ALLOWED_HOSTS"))
                    .anyMatch(line -> line.contains("TLS_CERT_FILE"))
                    .anyMatch(line -> line.contains("DISCORD_URL"))
                    .noneMatch(line -> line.contains("short")));
  }

  @Test
  void withoutAKey_theFaultSaysWhatToDo() {
    assertThatThrownBy(() -> read(Map.of("API_KEY", "")))
        .isInstanceOf(ConfigFaults.class)
        .hasMessageContaining("set API_KEY or API_KEY_FILE");
  }

  @Test
  void keyFileThatIsNotThere_isOneFault() {
    assertThat(faults(Map.of("API_KEY", "", "API_KEY_FILE", "nowhere.txt")))
        .containsExactly("API_KEY_FILE names a file that does not exist: \"nowhere.txt\"");
    assertThat(faults(Map.of("API_KEY", ","))).containsExactly("API_KEY holds no key");
  }

  @Test
  void bindThatIsNoAddress_isAFaultOfBind() {
    assertThat(faults(Map.of("BIND", "127.0.0.1:80")))
        .containsExactly(
            "BIND must be an address of this machine, or 0.0.0.0 for all: \"127.0.0.1:80\"");
  }

  private static List<String> faults(Map<String, String> more) {
    return catchThrowableOfType(ConfigFaults.class, () -> read(more)).faults();
  }

  private static NmsConfig read(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(Map.of("API_KEY", KEY));
    variables.putAll(more);
    Env env = Env.of(variables);
    NmsConfig config = NmsConfig.from(env);
    env.check();
    return config;
  }
}
