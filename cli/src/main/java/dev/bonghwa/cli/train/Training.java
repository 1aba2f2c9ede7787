package dev.bonghwa.cli.train;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.ReceiverAddress;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpMessage;
import dev.bonghwa.cli.truth.MadeUpTargets;
import dev.bonghwa.testkit.discord.Mix;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets nms-api and a worker take jobs through everything that is usual, and leave their AOT caches.
 *
 * @param started how each program is started: with the same java, options and class path as later,
 *     or its cache is of no use
 * @param cache where that of the program of this name goes; what is there is replaced at last
 * @param targets of a job: so many that what sends them is compiled as for speed
 * @param reader hears how it goes, line by line
 */
public record Training(
    UnaryOperator<JavaCommand> started,
    Function<String, Path> cache,
    int targets,
    Consumer<String> reader) {

  /** As many as are enough: twice as many made no difference that could be seen. */
  public static final int TARGETS = 40_000;

  private static final long SEED = 7;
  private static final int STRENGTH = 200;
  private static final Duration DONE_WITHIN = Duration.ofMinutes(10);
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Returns when both caches are there. */
  public void run() {
    reader.accept("training: starting Redis, nms-api, a worker and two receivers");
    try (DiscordReceiver receiver = DiscordReceiver.start(anOrdinaryDay());
        DiscordReceiver older = DiscordReceiver.start(anOrdinaryDay().withHttp1Only());
        LocalFleet fleet = fleet(receiver, older)) {
      play(fleet, "HTTP/2", new MadeUpTargets(SEED, targets));
      play(fleet, "HTTP/1.1", new MadeUpTargets(SEED, targets / 2, older.url() + "/"));
      play(fleet, "HTTP/2 once more", new MadeUpTargets(SEED + 1, targets));
      end(fleet.programs());
    }
  }

  /** Nothing that takes long, and of each fault some. */
  private static ReceiverOptions anOrdinaryDay() {
    Mix mix =
        Mix.seeded(SEED)
            .rateLimited(0.01, Duration.ofMillis(100), Duration.ofMillis(500))
            .scopes(0.8, 0)
            .serverErrors(0.002)
            .resets(0.001)
            .gone(0.01);
    return ReceiverOptions.defaults().withBehaviour(mix);
  }

  private LocalFleet fleet(DiscordReceiver receiver, DiscordReceiver older) {
    Map<String, String> env =
        Map.of("ALLOWED_HOSTS", older.url().getAuthority(), "LOG_FORMAT", "json");
    // By default there is a limit, so what keeps it is trained too; this one holds nothing up.
    Station worker = Station.of(STRENGTH).with("EGRESS_RATE", "1000000");
    return LocalFleet.start(
        List.of(worker), ReceiverAddress.of(receiver), program -> trained(program.env(env)));
  }

  private JavaCommand trained(JavaCommand program) {
    return started.apply(program).jvm("-XX:AOTCacheOutput=" + unfinished(program.name()));
  }

  /** A run that is broken off must not leave what looks like a cache. */
  private Path unfinished(String program) {
    Path file = cache.apply(program);
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private void play(LocalFleet fleet, String what, Submission.Targets list) {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", what);
    head.putObject("message").put("content", MadeUpMessage.TEXT);
    var submission = new Submission(head, list, "train " + what, true);
    long began = System.nanoTime();
    String job = new JobSubmitter(fleet.client()).submit(submission, bytes -> {}).job().id();
    JobView end = awaitEnd(fleet, what, job);
    reader.accept(
        "training: %s by %s in %.1f s"
            .formatted(
                Words.count(end.total(), "target"), what, (System.nanoTime() - began) / 1e9));
  }

  private static JobView awaitEnd(LocalFleet fleet, String what, String job) {
    try {
      return await()
          .atMost(DONE_WITHIN)
          .pollInterval(LOOK_EVERY)
          .until(
              () -> {
                fleet.requireAlive();
                return fleet.client().job(job);
              },
              JobView::isFinished);
    } catch (ConditionTimeoutException e) {
      throw CliFault.fault(
          "the job by %s has not ended after %s".formatted(what, DONE_WITHIN),
          "is the machine very slow? without a training run the programs only start slower");
    }
  }

  /** An orderly end is when the JVM writes its cache. */
  private void end(List<JavaProcess> programs) {
    reader.accept("training: writing the caches");
    programs.reversed().forEach(JavaProcess::terminate);
    programs.forEach(program -> program.awaitExit(WRITTEN_WITHIN));
    programs.forEach(this::keep);
  }

  private void keep(JavaProcess program) {
    Path file = cache.apply(program.name());
    try {
      Files.move(unfinished(program.name()), file, StandardCopyOption.REPLACE_EXISTING);
      reader.accept("training: %s, %,d MB".formatted(file, Files.size(file) / 1_000_000));
    } catch (IOException e) {
      throw CliFault.fault(
          program.name() + " left no AOT cache. Its last lines:",
          "| " + String.join("\n  | ", program.lastLines()));
    }
  }
}
