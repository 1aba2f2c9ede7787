package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.TargetState;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DeliveryCodecTest {

  @Test
  void encode_givesTheRecordOfTheProtocol() {
    Delivery gone =
        new Delivery(7, "1/a", TargetState.GONE, 404, 2, Instant.ofEpochMilli(5), "404 10015");

    assertThat(new String(DeliveryCodec.encode(gone), UTF_8))
        .isEqualTo("{\"s\":\"gone\",\"c\":404,\"n\":2,\"t\":5,\"a\":\"1/a\",\"r\":\"404 10015\"}");
  }

  @Property(tries = 400)
  void decode_givesBackWhatWasEncoded(
      @ForAll @IntRange int index,
      @ForAll @From("texts") String address,
      @ForAll TargetState state,
      @ForAll int code,
      @ForAll int attempts,
      @ForAll @LongRange(max = 1L << 53) long at,
      @ForAll @From("texts") String reason) {
    Delivery delivery =
        new Delivery(index, address, state, code, attempts, Instant.ofEpochMilli(at), reason);

    assertThat(DeliveryCodec.decode(String.valueOf(index), DeliveryCodec.encode(delivery)))
        .isEqualTo(delivery);
  }

  @Property(tries = 400)
  void decode_ofAnyBytes_isARecordAllTheSame(@ForAll byte[] bytes) {
    assertThat(DeliveryCodec.decode("1", bytes).state()).isNotNull();
  }

  @Test
  void decode_ofAStateOfAnotherVersion_saysThatItCannot() {
    Delivery delivery =
        DeliveryCodec.decode("1", "{\"s\":\"postponed\",\"c\":200}".getBytes(UTF_8));

    assertThat(delivery.reason()).isEqualTo("the record of this target cannot be read");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().map(text -> text.replaceAll("[\\uD800-\\uDFFF]", ""));
  }
}
