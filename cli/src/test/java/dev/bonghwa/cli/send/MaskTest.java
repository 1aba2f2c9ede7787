package dev.bonghwa.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {

  private static final String TOKEN = "aB3_-".repeat(14);

  @ParameterizedTest
  @CsvSource({
    "http://discord.com/api/webhooks/12/TOKEN, http://discord.com/api/webhooks/12/***",
    "https://discord.com/api/v10/webhooks/12/TOKEN?wait=TOKEN,"
        + " https://discord.com/api/v10/webhooks/12/***",
    "https://user:TOKEN@host/x, https://***/***",
    "12/TOKEN, 12/***",
    "TOKEN, ***",
    "TOKEN/12, ***/12",
    "hello world, hello world"
  })
  void token_isNeverShown(String endpoint, String masked) {
    assertThat(Mask.endpoint(endpoint.replace("TOKEN", TOKEN))).isEqualTo(masked);
  }

  @Test
  void longText_isCut() {
    assertThat(Mask.endpoint("7/".repeat(200))).hasSizeLessThan(90).endsWith("...");
  }
}
