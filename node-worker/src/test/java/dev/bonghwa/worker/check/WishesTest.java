package dev.bonghwa.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishesTest {

  @Test
  void arguments_areWishes() {
    assertThat(Wishes.parse(List.of("--check"))).isEqualTo(new Wishes(false, null));
    assertThat(Wishes.parse(List.of("--check", "--offline", "--manager", "10.0.0.1")))
        .isEqualTo(new Wishes(true, "10.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--offline", "--check --manager", "--check x", "start"})
  void allElse_isRefused(String arguments) {
    assertThatThrownBy(() -> Wishes.parse(List.of(arguments.split(" ")))).hasMessage(Wishes.USAGE);
  }
}
