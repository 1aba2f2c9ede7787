package dev.bonghwa.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RetriesCodecTest {

  @Test
  void encode_givesTheBytesOfTheProtocol() {
    byte[] bytes = RetriesCodec.encode(List.of(new Retry(500, Instant.ofEpochMilli(1), 2, 0xffff)));

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0101f400000000000000010002ffff");
  }

  @Property
  void decode_givesBackWhatWasEncoded(@ForAll("retries") List<Retry> retries) {
    assertThat(RetriesCodec.decode(RetriesCodec.encode(retries))).isEqualTo(retries);
  }

  @Test
  void decode_ofNoBytes_isNoRetry() {
    assertThat(RetriesCodec.decode(new byte[0])).isEmpty();
  }

  @Property
  void decode_ofAnyBytes_eitherReadsThemOrSaysThatItCannot(@ForAll byte[] bytes) {
    try {
      RetriesCodec.decode(bytes);
    } catch (MalformedBatchException e) {
      assertThat(e).hasMessage("the retries cannot be read");
    }
  }

  @Test
  void decode_ofOtherBytes_saysThatItCannot() {
    assertThatThrownBy(() -> RetriesCodec.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(MalformedBatchException.class);
  }

  @Provide
  Arbitrary<List<Retry>> retries() {
    Arbitrary<Integer> unsigned = Arbitraries.integers().between(0, 0xffff);
    Arbitrary<Long> millis = Arbitraries.longs().between(0, 1L << 53);
    return Combinators.combine(unsigned, millis, unsigned, unsigned)
        .as((position, at, n, flags) -> new Retry(position, Instant.ofEpochMilli(at), n, flags))
        .list()
        .ofMaxSize(40);
  }
}
