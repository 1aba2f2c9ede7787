package dev.bonghwa.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.console.CliFault;
import org.junit.jupiter.api.Test;

class StandstillTest {

  private long now;
  private final Standstill standstill = new Standstill(() -> now);

  @Test
  void jobThatDoesNotMove_isNoticed() {
    standstill.look(job(5));
    now += Standstill.PATIENCE.toNanos() + 1;

    assertThatThrownBy(() -> standstill.look(job(5)))
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("stands still");
  }

  @Test
  void jobThatMovesSlowly_isLeftAlone() {
    standstill.look(job(5));
    now += Standstill.PATIENCE.toNanos();
    standstill.look(job(6));
    now += Standstill.PATIENCE.toNanos();

    assertThatCode(() -> standstill.look(job(6))).doesNotThrowAnyException();
  }

  private static JobView job(long delivered) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", 9);
    json.putObject("counts").put("delivered", delivered).put("pending", 9 - delivered);
    return new JobView(json);
  }
}
