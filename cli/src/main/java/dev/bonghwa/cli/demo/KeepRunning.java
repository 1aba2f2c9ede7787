package dev.bonghwa.cli.demo;

import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.Program;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.util.concurrent.CountDownLatch;

/** Leaves the fleet up and says how to play with it. */
record KeepRunning(Console console) {

  void until(LocalFleet fleet, DiscordReceiver receiver, DemoResult result)
      throws InterruptedException {
    console.result(result.text(console));
    console.result(help(fleet, receiver, result.job().id()));
    new CountDownLatch(1).await(); // Ctrl-C ends the JVM; a program that ends interrupts us
  }

  private static String help(LocalFleet fleet, DiscordReceiver receiver, String jobId) {
    var programs = new StringBuilder();
    for (Program program : fleet.programs()) {
      programs.append("\n  ").append(program).append("  log: ").append(program.log());
    }
    String key = fleet.key().secret();
    return """

    The fleet keeps running; Ctrl-C ends it. To use it from another shell:

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
            key,
            jobId,
            "token-".repeat(10) + "0",
            fleet.redisUrl(),
            receiver.url(),
            programs.substring(1));
  }
}
