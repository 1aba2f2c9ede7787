package dev.bonghwa.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobView;
import org.junit.jupiter.api.Test;

class JobPrinterTest {

  private final ObjectNode job = JsonNodeFactory.instance.objectNode();
  private final ArrayNode shards = job.putArray("shards");

  @Test
  void shardsOfNoNode_areOneRow() {
    shard("-0", 3, 1);
    shard("seoul-1", 7, 7);
    shard("-15", 4, 2);

    assertThat(JobPrinter.text(new JobView(job)).replaceAll(" +", " ").lines())
        .contains("seoul-1 7 7", "(any node) 7 3")
        .noneMatch(line -> line.startsWith("-"));
  }

  private void shard(String node, int targets, int done) {
    shards.addObject().put("node", node).put("targets", targets).put("done", done);
  }
}
