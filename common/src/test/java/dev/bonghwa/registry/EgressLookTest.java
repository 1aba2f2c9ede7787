package dev.bonghwa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.check.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EgressLookTest {

  private static final String CLIENTS =
      """
      id=3 addr=203.0.113.7:40001 laddr=10.0.0.2:6379 fd=8 name=node-worker:attic age=1 lib-name=x
      id=4 addr=203.0.113.7:40002 laddr=10.0.0.2:6379 fd=9 name=node-worker:attic:pop age=1
      id=5 addr=203.0.113.7:40003 laddr=10.0.0.2:6379 fd=9 name=node-worker:cellar:check age=1
      id=6 addr=203.0.113.8:40003 laddr=10.0.0.2:6379 fd=9 name=node-worker:far age=1
      id=7 addr=203.0.113.7:40004 laddr=10.0.0.2:6379 fd=9 name=nms-api age=1
      """;

  @Test
  void nodesOfOneAddressAndTwoGroups_areHintedAt() {
    Map<String, String> groups = Map.of("attic", "attic", "cellar", "cellar", "far", "far");

    assertThat(EgressLook.of(CLIENTS, groups))
        .singleElement()
        .isInstanceOf(Finding.Warning.class)
        .satisfies(
            hint ->
                assertThat(hint.what())
                    .contains("203.0.113.7", "attic (attic), cellar (cellar)")
                    .doesNotContain("far"));
  }

  @Test
  void nodesOfOneGroup_areAsTheyShouldBe() {
    assertThat(EgressLook.of(CLIENTS, Map.of("attic", "home", "cellar", "home", "far", "far")))
        .isEmpty();
  }
}
