package dev.bonghwa.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.nms.NmsConfig;
import dev.bonghwa.worker.WorkerConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** It stands here because only this module sees both programs. */
class KnownNamesTest {

  /** Read by the command line, by {@link Env} itself and by {@link Logging}. */
  private static final List<String> READ_ELSEWHERE =
      List.of("BONGHWA_CA_FILE", "BONGHWA_URL", "ENV_FILE", "LOG_FORMAT", "LOG_LEVEL");

  @Test
  void theNamesThatAreNoSlip_areThoseThatAProgramReads() {
    Env env = Env.of(Map.of());
    NmsConfig.from(env);
    WorkerConfig.from(env);
    Set<String> read = new TreeSet<>(READ_ELSEWHERE);
    read.addAll(env.effective().keySet());

    assertThat(new TreeSet<>(UnknownNames.KNOWN)).isEqualTo(read);
  }
}
