package dev.bonghwa.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EgressCauseTest {
  @Test
  void anUnknownName_isABan() {
    assertThat(EgressCause.ofName("GLOBAL_LIMIT")).isEqualTo(EgressCause.GLOBAL_LIMIT);
    assertThat(EgressCause.ofName("OUTLAWED")).isEqualTo(EgressCause.BAN);
  }
}
