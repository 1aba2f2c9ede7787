package dev.bonghwa.nms.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.nms.http.Problem;
import org.junit.jupiter.api.Test;

class MessageRulesTest {
  private final ObjectNode message = JsonNodeFactory.instance.objectNode();

  @Test
  void placeholder_countsAsWhatTakesItsPlace() {
    message.put("content", "가".repeat(1936) + "{{hook_hash}}");
    assertThat(new MessageRules().check(message)).isEmpty();

    message.put("content", "가".repeat(1937) + "{{hook_hash}}");
    assertThatThrownBy(() -> new MessageRules().check(message))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("longer than 2000");
  }

  @Test
  void placeholderInAnEmbed_countsAsWhatTakesItsPlace() {
    message.putArray("embeds").addObject().put("title", "a".repeat(193) + "{{hook_hash}}");

    assertThatThrownBy(() -> new MessageRules().check(message))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("longer than 256");
  }
}
