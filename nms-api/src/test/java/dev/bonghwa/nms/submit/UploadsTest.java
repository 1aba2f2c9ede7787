package dev.bonghwa.nms.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.nms.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private static final int SMALL = (int) Uploads.SMALL_BYTES;

  private final Uploads uploads = new Uploads(Duration.ofMillis(1));

  @Test
  void bodyWithoutALength_needsALargePlaceOnlyBeyondAMebibyte() throws Exception {
    Uploads.Place first = uploads.enter(SMALL + 1);
    uploads.enter(SMALL + 1);
    assertRefused(SMALL + 1);
    Uploads.Place unsized = uploads.enter(-1);
    InputStream body = unsized.body(new ByteArrayInputStream(new byte[SMALL + 2]));

    assertThat(body.readNBytes(SMALL)).hasSize(SMALL);
    assertThatThrownBy(body::read).isInstanceOf(Problem.class);
    first.close();
    InputStream again = uploads.enter(-1).body(new ByteArrayInputStream(new byte[SMALL + 2]));
    assertThat(again.readAllBytes()).hasSize(SMALL + 2);

    assertRefused(SMALL + 1);
  }

  @Test
  void bodyThatHasGrown_givesItsFirstPlaceBack() throws Exception {
    Uploads.Place grown = uploads.enter(-1);
    readLarge(grown);

    for (int i = 0; i < 4; i++) {
      uploads.enter(-1);
    }
    assertRefused(-1);
    grown.close();
    assertRefused(-1);
    uploads.enter(SMALL + 1);
    uploads.enter(SMALL + 1);
  }

  private static void readLarge(Uploads.Place place) throws IOException {
    place.body(new ByteArrayInputStream(new byte[SMALL + 1])).readAllBytes();
  }

  private void assertRefused(long length) {
    assertThatThrownBy(() -> uploads.enter(length)).isInstanceOf(Problem.class);
  }
}
