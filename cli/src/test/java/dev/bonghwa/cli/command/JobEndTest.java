package dev.bonghwa.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEndTest {

  @ParameterizedTest
  @CsvSource({
    "completed, delivered, 0, 0",
    "completed, gone, 0, 0",
    "completed, gone, 1, 4",
    "completed, failed, 0, 4",
    "completed, rejected, 0, 4",
    "completed, expired, 0, 4",
    "completed, uncertain, 0, 4",
    "cancelled, delivered, 0, 4",
    "stopped, delivered, 0, 4"
  })
  void endOfAJob_isAnExitCode(String state, String targets, int invalid, int exitCode) {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("state", state).put("total", 3).put("invalid", invalid);
    job.putObject("counts").put(targets, 3);

    assertThat(JobEnd.exitCode(new JobView(job))).isEqualTo(exitCode);
  }
}
