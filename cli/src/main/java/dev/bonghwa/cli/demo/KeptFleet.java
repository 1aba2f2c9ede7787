package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;

/** How to play with a fleet that was left up, and how to end it. */
record KeptFleet(LocalFleet fleet, DiscordReceiver receiver) {

  /** For people. */
  String text(String jobId) {
    var programs = new StringBuilder();
    for (JavaProcess program : fleet.programs()) {
      programs.append("\n  ").append(program).append("  log: ").append(fleet.log(program));
    }
    return """

    The fleet keeps running; Ctrl-C or 'kill %8$d' ends it. To use it from another shell:

      export BONGHWA_URL=%1$s API_KEY=%2$s
      ./bonghwa nodes ls
      ./bonghwa jobs show %3$s
      curl -H "Authorization: Bearer $API_KEY" $BONGHWA_URL/v1/jobs/%3$s
      curl -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' \\
        -d '{"message": {"content": "hi"}, "targets": ["1094563012345678901/made-up-%4$s"]}' $BONGHWA_URL/v1/jobs

      Redis     %5$s
      receiver  %6$s
    %7$s\
    """
        .formatted(
            fleet.client().address(),
            fleet.key().secret(),
            jobId,
            "token-".repeat(10) + "0",
            fleet.redisUrl(),
            receiver.url(),
            programs.substring(1),
            ProcessHandle.current().pid());
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("pid", ProcessHandle.current().pid())
            .put("url", fleet.client().address().toString())
            .put("api_key", fleet.key().secret())
            .put("redis", fleet.redisUrl())
            .put("receiver", receiver.url().toString());
    for (JavaProcess program : fleet.programs()) {
      json.withArray("programs")
          .addObject()
          .put("name", program.name())
          .put("pid", program.pid())
          .put("log", fleet.log(program).toString());
    }
    return json;
  }
}
