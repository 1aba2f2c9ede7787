package dev.bonghwa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {

  @TempDir private Path directory;

  @Test
  void file_winsOverTheEnvironment_andItsFirstKeyCounts() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "current-key-0001\nprevious-key-001\n");

    assertThat(ApiKey.find(file, Map.of("API_KEY", "other")).secret())
        .isEqualTo("current-key-0001");
    assertThat(ApiKey.find(null, Map.of("API_KEY_FILE", file.toString())).secret())
        .isEqualTo("current-key-0001");
  }

  @Test
  void environment_mayListSeveral() {
    assertThat(ApiKey.find(null, Map.of("API_KEY", " a-key , b-key")).secret()).isEqualTo("a-key");
  }

  @Test
  void noKey_isSaid() {
    assertThatThrownBy(() -> ApiKey.find(null, Map.of()))
        .isInstanceOf(CliFault.class)
        .hasMessage("no API key");
  }

  @Test
  void twoSources_areOneTooMany() {
    assertThatThrownBy(() -> ApiKey.find(null, Map.of("API_KEY", "a", "API_KEY_FILE", "b")))
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("both set");
  }

  @Test
  void missingOrEmptyFile_isNamed() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "\n");

    assertThatThrownBy(() -> ApiKey.find(directory.resolve("none"), Map.of()))
        .hasMessageContaining("no such key file");
    assertThatThrownBy(() -> ApiKey.find(empty, Map.of())).hasMessageContaining("no usable key");
  }

  @Test
  void key_isNotPrinted() {
    assertThat(new ApiKey("a-secret")).asString().doesNotContain("a-secret");
  }
}
