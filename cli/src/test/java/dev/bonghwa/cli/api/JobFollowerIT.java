package dev.bonghwa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.FakeNms;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.job.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobFollowerIT {

  private static final String JOB = "GET /v1/jobs/job_1";
  private static final String EVENTS = JOB + "/events";

  private final List<Long> seen = new ArrayList<>();
  @AutoClose private final FakeNms nms = new FakeNms();

  @Test
  void events_leadToTheEnd() throws Exception {
    nms.on(JOB, 200, FakeNms.job("job_1", "running", 0, 9));
    nms.on(EVENTS, 200, event("progress", 4) + event("finished", 9));

    JobView end = follow(Duration.ofSeconds(5));

    assertThat(end.state()).isEqualTo("completed");
    assertThat(seen).startsWith(0L).endsWith(9L);
  }

  @Test
  void withoutEvents_theJobIsAskedFor() throws Exception {
    nms.on(JOB, 200, FakeNms.job("job_1", "running", 0, 9));
    nms.on(JOB, 200, FakeNms.job("job_1", "running", 5, 9));
    nms.on(JOB, 200, FakeNms.job("job_1", "completed", 9, 9));
    nms.on(EVENTS, 503, "");

    follow(Duration.ofMillis(10));

    assertThat(seen).containsExactly(0L, 5L, 9L);
  }

  @Test
  void apiThatIsAwayForAMoment_isWaitedFor() throws Exception {
    nms.on(JOB, 200, FakeNms.job("job_1", "running", 0, 9));
    nms.on(JOB, 0, "");
    nms.on(JOB, 503, "{}");
    nms.on(JOB, 200, FakeNms.job("job_1", "completed", 9, 9));

    follow(Duration.ofMillis(10));

    assertThat(seen).containsExactly(0L, 9L);
  }

  @Test
  void unknownJob_failsAtOnce() {
    assertThatThrownBy(() -> follow(Duration.ofMillis(10)))
        .isInstanceOfSatisfying(
            CliFault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
  }

  private JobView follow(Duration silence) throws InterruptedException {
    var client = new NmsClient(ApiAddress.parse(nms.url()), new ApiKey(FakeNms.KEY));
    return new JobFollower(client, silence, Duration.ofSeconds(10))
        .follow("job_1", job -> seen.add(job.count(TargetState.DELIVERED)));
  }

  private static String event(String name, long delivered) {
    String state = delivered == 9 ? "completed" : "running";
    String data = FakeNms.job("job_1", state, delivered, 9).replace("\n", "\ndata: ");
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
