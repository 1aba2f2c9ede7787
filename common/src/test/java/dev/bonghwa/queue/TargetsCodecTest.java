package dev.bonghwa.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.job.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TargetsCodecTest {

  @Test
  void encode_givesTheBytesOfTheProtocol() {
    byte[] bytes = TargetsCodec.encode(List.of(new Target(2, "1/a"), new Target(300, "2/불")));

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0100020203312f61a90205322febb688");
  }

  @Property
  void decode_givesBackWhatWasEncoded(
      @ForAll @Size(max = 40) List<@IntRange(max = 1_000_000) Integer> gaps,
      @ForAll String address) {
    List<Target> targets = new ArrayList<>();
    int index = -1;
    for (int gap : gaps) {
      index += gap + 1;
      targets.add(new Target(index, index + "/" + address.replaceAll("[\\uD800-\\uDFFF]", "")));
    }

    assertThat(TargetsCodec.decode(TargetsCodec.encode(targets))).isEqualTo(targets);
  }

  @Property
  void decode_ofOtherBytes_eitherReadsThemOrSaysThatItCannot(@ForAll byte[] bytes) {
    try {
      TargetsCodec.decode(bytes);
    } catch (MalformedBatchException e) {
      assertThat(e).hasMessageNotContaining("/");
    }
  }

  @Test
  void decode_ofAPart_saysThatItEndsEarly() {
    byte[] bytes = TargetsCodec.encode(List.of(new Target(0, "1/token")));

    assertThatThrownBy(() -> TargetsCodec.decode(Arrays.copyOf(bytes, 4)))
        .isInstanceOf(MalformedBatchException.class);
  }
}
