package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileTest {

  @Test
  void ofAHundred_itIsTheOneWithThatRank() {
    List<Double> seen = IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();

    assertThat(Percentile.of(50, seen)).isEqualTo(50);
    assertThat(Percentile.of(99, seen)).isEqualTo(99);
    assertThat(Percentile.of(100, seen)).isEqualTo(100);
  }

  @Test
  void ofFew_itIsOneThatWasSeen() {
    List<Double> seen = DoubleStream.of(3, 1, 2).boxed().toList();

    assertThat(Percentile.of(0, seen)).isEqualTo(1);
    assertThat(Percentile.of(50, seen)).isEqualTo(2);
    assertThat(Percentile.of(95, seen)).isEqualTo(3);
  }
}
