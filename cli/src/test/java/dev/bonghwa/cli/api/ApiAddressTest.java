package dev.bonghwa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.console.CliFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {

  @Test
  void path_isAppended_alsoBelowAPrefix() {
    assertThat(ApiAddress.parse("https://host/bonghwa/ ").resolve("/v1/jobs"))
        .hasToString("https://host/bonghwa/v1/jobs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:1", "http://h:1/", "http://h:1/v1", "http://h:1/v1/"})
  void theVersion_mayBeThereOrNot(String text) {
    assertThat(ApiAddress.parse(text).resolve("/v1/jobs")).hasToString("http://h:1/v1/jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:8080",
        "ftp://host",
        "http://",
        "http:// x",
        "http://u:p@host",
        "http://h?x=1"
      })
  void whatIsNoAddress_isRefused_withoutItsPassword(String text) {
    assertThatThrownBy(() -> ApiAddress.parse(text))
        .isInstanceOf(CliFault.class)
        .hasMessageNotContaining("u:p");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, false",
    "http://localhost, false",
    "http://[::1]:80, false",
    "https://nms.example, false",
    "http://10.0.0.4, true"
  })
  void plainHttp_isExposedBeyondThisMachine(String text, boolean exposed) {
    assertThat(ApiAddress.parse(text).isExposed()).isEqualTo(exposed);
  }
}
