package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EndpointTest {
  @Test
  void otherHosts_haveAHashForAKeyAndShowOnlyTheHost() {
    Endpoint endpoint = new Endpoint("https://example.com:8443/secret?x=y");

    assertThat(endpoint.key().value()).isEqualTo("3f6cb24d71601a0b");
    assertThat(endpoint.masked()).isEqualTo("example.com:8443/***");
  }

  @Test
  void threads_shareTheKeyOfTheirWebhook() {
    assertThat(new Endpoint("1/t?thread_id=2").key()).isEqualTo(new Endpoint("1/t").key());
  }

  @Test
  void nonsense_isMaskedWhole() {
    assertThat(new Endpoint("secret").masked()).isEqualTo("discord.com/api/webhooks/***/***");
  }

  @Test
  void slots_areUsedEvenly() {
    int[] used = new int[16];
    LongStream.range(0, 160_000)
        .map(i -> 1_100_000_000_000_000_000L + (i << 22))
        .forEach(id -> used[new EndpointKey(Long.toString(id)).slot() / 1024]++);

    assertThat(IntStream.of(used)).allMatch(count -> count > 9_700 && count < 10_300);
  }
}
