package dev.bonghwa.nms.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EndpointSetTest {
  private final EndpointSet set = new EndpointSet();

  @Test
  void anEndpoint_isNewOnce() {
    assertThat(set.add("123456789012345678/token")).isTrue();
    assertThat(set.add("123456789012345678/token")).isFalse();
  }

  @Test
  void aWebhook_isKnownByItsIdWhateverItsToken() {
    set.add("123456789012345678/token");

    assertThat(set.add("123456789012345678/other")).isFalse();
  }

  @Test
  void twoThreadsOfAWebhook_areTwoEndpoints() {
    assertThat(set.add("123456789012345678/t")).isTrue();
    assertThat(set.add("123456789012345678/t?thread_id=223456789012345678")).isTrue();
    assertThat(set.add("123456789012345678/t?thread_id=223456789012345679")).isTrue();
    assertThat(set.add("123456789012345678/t?thread_id=223456789012345678")).isFalse();
  }

  @Test
  void idsBeyondALong_areToldApart() {
    assertThat(set.add("18446744073709551615/t")).isTrue();
    assertThat(set.add("18446744073709551614/t")).isTrue();
    assertThat(set.add("18446744073709551615/u")).isFalse();
  }

  @Test
  void otherSpellingsOfANumber_areOtherIds() {
    assertThat(set.add("1123456789012345678/t")).isTrue();
    assertThat(set.add("01123456789012345678/t")).isTrue();
    assertThat(set.add("9223372036854775807/t")).isTrue();
    assertThat(set.add("9223372036854775808/t")).isTrue();
    assertThat(set.add("9223372036854775807/u")).isFalse();
    assertThat(set.add("9223372036854775808/u")).isFalse();
  }

  @Test
  void otherAddresses_areKnownAsAWhole() {
    assertThat(set.add("https://hooks.example.com/a?b=1")).isTrue();
    assertThat(set.add("https://hooks.example.com/a?b=2")).isTrue();
    assertThat(set.add("https://hooks.example.com/a?b=1")).isFalse();
  }

  @Property(tries = 20)
  void itAgreesWithASetOfObjects(@ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long seed) {
    EndpointSet compact = new EndpointSet();
    Set<Long> objects = new HashSet<>();
    Random random = new Random(seed);

    for (int i = 0; i < 20_000; i++) {
      long id = 100_000_000_000_000_000L + random.nextInt(15_000) * 4_194_304L;
      assertThat(compact.add(id + "/t")).isEqualTo(objects.add(id));
    }
  }

  @Test
  void anEmptySet_saysSo() {
    assertThat(set.isEmpty()).isTrue();
    List.of("123456789012345678/t").forEach(set::add);
    assertThat(set.isEmpty()).isFalse();
  }
}
