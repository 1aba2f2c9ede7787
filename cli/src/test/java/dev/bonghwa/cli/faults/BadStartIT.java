package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import dev.bonghwa.testkit.redis.RedisOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that cannot start say why and what to do, in one line, and end. */
class BadStartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REFUSED = 1;
  private static final int FAULTY = 2;
  private static final String PASSWORD = "the-password-of-this-redis";

  @RegisterExtension
  static final RedisExtension REDIS =
      new RedisExtension(RedisOptions.defaults().withAppendOnly().withPassword(PASSWORD));

  private static JavaCommand nms() {
    return Programs.bareNms().env("API_KEY", CaseFleet.API_KEY);
  }

  private static JavaCommand worker() {
    return Programs.bareWorker("worker-1");
  }

  @Test
  void allInvalidValues_areSaidTogether() {
    try (JavaProcess nms =
            Programs.bareNms().env("PORT", "none").env("JOB_EXPIRY", "soon").start();
        JavaProcess worker = worker().env("MAX_CONCURRENT", 0).env("EGRESS_RATE", "fast").start()) {
      assertRefuses(
          nms,
          FAULTY,
          "the configuration has faults",
          "API_KEY is missing: set API_KEY or API_KEY_FILE",
          "PORT must be a whole number",
          "JOB_EXPIRY");
      assertRefuses(
          worker, FAULTY, "the configuration has faults", "MAX_CONCURRENT", "EGRESS_RATE");
    }
  }

  @Test
  void redisUnreachable_isSaid() {
    String nobody = "127.0.0.1:" + FreePort.next();
    String nowhere = "redis://" + nobody;
    try (JavaProcess nms = nms().env("REDIS_URL", nowhere).start();
        JavaProcess worker = worker().env("REDIS_URL", nowhere).start()) {
      assertRefuses(nms, REFUSED, "Redis at " + nobody + " cannot be reached", "check REDIS_URL");
      assertRefuses(
          worker, REFUSED, "Redis at " + nobody + " cannot be reached", "check REDIS_URL");
    }
  }

  @Test
  void wrongPassword_isSaid_andNotShown(EmbeddedRedis redis) {
    String url = "redis://127.0.0.1:" + redis.port();
    String wrong = "quite-another-password";
    try (JavaProcess nms = nms().env("REDIS_URL", url).env("REDIS_PASSWORD", wrong).start();
        JavaProcess worker = worker().env("REDIS_URL", url).env("REDIS_PASSWORD", wrong).start()) {
      for (JavaProcess program : List.of(nms, worker)) {
        assertRefuses(program, REFUSED, "refuses the password", "check REDIS_PASSWORD");
        program.assertNoSecret(wrong);
      }
    }
  }

  @Test
  void portInUse_isSaid(EmbeddedRedis redis) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        JavaProcess nms =
            nms().env("REDIS_URL", redis.uri()).env("PORT", taken.getLocalPort()).start();
        JavaProcess worker =
            worker()
                .env("REDIS_URL", redis.uri())
                .env("MANAGEMENT_PORT", taken.getLocalPort())
                .start()) {
      assertRefuses(nms, REFUSED, "PORT " + taken.getLocalPort(), "is not free");
      assertThat(nms.lines()).noneMatch(line -> line.contains("stop") && line.contains(" INFO "));
      assertRefuses(worker, REFUSED, "MANAGEMENT_PORT " + taken.getLocalPort(), "is not free");
      List.of(nms, worker).forEach(program -> program.assertNoSecret(PASSWORD));
    }
  }

  /** Beside INFO, exactly one message, which holds all that must be said; and no stack trace. */
  private static void assertRefuses(JavaProcess program, int exit, String... said) {
    assertThat(program.awaitExit(PATIENCE)).as("exit code of %s", program).isEqualTo(exit);
    List<String> lines = program.lines().stream().filter(line -> !line.contains(" INFO ")).toList();

    assertThat(String.join("\n", lines)).contains("cannot start: ").contains(said);
    assertThat(lines)
        .as("one message, with a line for each fault")
        .first()
        .asString()
        .contains("cannot start: ");
    assertThat(lines).filteredOn(line -> !line.startsWith("  - ")).hasSize(1);
  }
}
