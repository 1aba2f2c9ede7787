package dev.bonghwa.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexTest {

  @Test
  void behavesLikeAMap_thatNumbersItsKeys() {
    Random random = new Random(1);
    Map<String, Integer> model = new HashMap<>();
    Index index = new Index();

    for (int i = 0; i < 50_000; i++) {
      long webhook = 1_100_000_000_000_000_000L + (random.nextInt(20_000) << 22);
      int job = random.nextInt(2);
      int expected = model.computeIfAbsent(webhook + "/" + job, key -> model.size());
      assertThat(index.findOrAdd(webhook, job)).isEqualTo(expected);
      assertThat(index.webhook(expected)).isEqualTo(webhook);
      assertThat(index.job(expected)).isEqualTo(job);
    }

    assertThat(index.size()).isEqualTo(model.size());
    assertThat(index.find(5, 0)).isEqualTo(-1);
  }
}
