package dev.bonghwa.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesCodecTest {

  @Test
  void encode_givesTheBytesOfTheProtocol() {
    byte[] bytes = RetriesCodec.encode(List.of(new Retry(500, Instant.ofEpochMilli(1), 2, 0xffff)));

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0101f400000000000000010002ffff");
  }

  @Test
  void decode_givesBackWhatWasEncoded() {
    List<Retry> retries =
        List.of(
            new Retry(0, Instant.ofEpochMilli(4_000_000_000_000L), 65_535, 0),
            new Retry(65_535, Instant.EPOCH, 0, 1));

    assertThat(RetriesCodec.decode(RetriesCodec.encode(retries))).isEqualTo(retries);
    assertThat(RetriesCodec.decode(new byte[0])).isEmpty();
  }

  @Test
  void decode_ofOtherBytes_saysThatItCannot() {
    assertThatThrownBy(() -> RetriesCodec.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(MalformedBatchException.class);
  }
}
