package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code bonghwa nodes}. */
class NodesIT {

  @AutoClose private final FakeNms nms = new FakeNms();
  private final CliUnderTest cli = new CliUnderTest(nms);

  @Test
  void ls_saysWhatEachEgressLetsThrough() {
    String nodes = node("a", true, 0, "45") + ", " + node("b", true, 0, "null");
    String paused =
        node("c", true, 0, "0").replace("\"paused_until\": null", "\"paused_until\": \"t\"");
    nms.on("GET /v1/nodes", 200, "{\"nodes\": [" + nodes + ", " + paused + "]}");

    assertThat(cli.run("nodes", "ls")).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).containsSubsequence("EGRESS", "45/s", "no limit", "paused: BAN");
  }

  @Test
  void show_isEverythingThatIsKnown() {
    nms.on("GET /v1/nodes/a", 200, node("a", true, 3, "45"));

    assertThat(cli.run("nodes", "show", "a")).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).containsSubsequence("in flight", "3 of 200", "egress group", "home");
    assertThat(cli.run("nodes", "show", "nobody")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void drain_saysWhatHappensNext_andGoesOnAfterAFault() {
    nms.on("POST /v1/nodes/a/drain", 202, node("a", true, 3, "45"));

    assertThat(cli.run("nodes", "drain", "x", "a")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(cli.err()).contains("x: not found (404)", "a begins nothing more: 3 requests");
    assertThat(cli.out()).isEqualTo("a  draining\n");
  }

  @Test
  void drainWithWait_returnsAtOnceWhenTheNodeIsAway() {
    nms.on("POST /v1/nodes/a/drain", 202, node("a", true, 3, "45"));
    nms.on("GET /v1/nodes/a", 200, node("a", false, 3, "45"));

    assertThat(cli.run("nodes", "drain", "a", "--wait")).isEqualTo(ExitCode.OK);
    assertThat(cli.err()).contains("a is away: what it held goes to others within 10 s");
  }

  @Test
  void undrain_asksForIt() {
    nms.on("POST /v1/nodes/a/undrain", 202, node("a", true, 0, "45"));

    assertThat(cli.run("nodes", "undrain", "a")).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).isEqualTo("a  takes work again within seconds\n");
  }

  @Test
  void rm_forgets_andTellsWhatToDoWithOneThatLives() {
    nms.on("DELETE /v1/nodes/a", 409, "{\"detail\": \"the node is alive\"}");
    nms.on("DELETE /v1/nodes/b", 204, "");

    assertThat(cli.run("nodes", "rm", "a", "b")).isEqualTo(ExitCode.FAULT);
    assertThat(cli.err())
        .contains("a: the node is alive (409)", "bonghwa nodes drain a --wait", "b  forgotten");
  }

  private static String node(String id, boolean alive, int inFlight, String egressRate) {
    return """
    {"id": "%s", "instance": "%s/1", "alive": %s, "draining": true, "version": "1", "protocol": 1,
     "max_concurrent": 200, "in_flight": %d, "rate": 1.5, "queued": 7,
     "egress": {"group": "home", "paused_until": null, "paused_by": "BAN", "rate": %s,
      "invalid_answers": 0}}\
    """
        .formatted(id, id, alive, inFlight, egressRate);
  }
}
