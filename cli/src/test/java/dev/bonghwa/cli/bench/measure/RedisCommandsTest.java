package dev.bonghwa.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisCommandsTest {

  @Test
  void commands_areCountedSinceASample_withoutThoseThatCount() {
    RedisCommands before =
        RedisCommands.parse(
            "# Commandstats\r\ncmdstat_info:calls=3,usec=1\r\ncmdstat_hget:calls=10,usec=9\r\n");
    RedisCommands after =
        RedisCommands.parse(
            "cmdstat_info:calls=4,usec=1\r\ncmdstat_hget:calls=10,usec=9\r\n"
                + "cmdstat_client|setname:calls=2,usec=1\r\ncmdstat_evalsha:calls=7,usec=80\r\n");

    RedisCommands came = after.since(before);

    assertThat(came.calls()).isEqualTo(Map.of("client|setname", 2L, "evalsha", 7L));
    assertThat(came.total()).isEqualTo(9);
    assertThat(came).hasToString("evalsha 7, client|setname 2");
  }
}
