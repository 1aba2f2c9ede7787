package dev.bonghwa.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UploadLineTest {

  @Test
  void bar_saysShareAndSpeed() {
    assertThat(UploadLine.bar(6_000_000, 24_000_000, Duration.ofSeconds(2), false))
        .isEqualTo("uploading [######------------------]  25 %  6.0 MB of 24.0 MB  3.0 MB/s");
  }

  @Test
  void plain_hasNoBar() {
    assertThat(UploadLine.plain(10, 10, Duration.ofSeconds(1)))
        .isEqualTo("uploading 100 %  10 B of 10 B  10 B/s");
  }
}
