package dev.bonghwa.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.Bonghwa;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The training run as an image's build starts it, with the options of the images. Writing the
 * caches takes long, so it is played with the fault suite only.
 */
@Tag("faults")
@Timeout(600)
class TrainIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir private Path directory;

  /** As the Dockerfile lays a program out. */
  private Path installed(String program) throws IOException {
    Path home = Files.createDirectory(directory.resolve(program));
    String options = Files.readString(ROOT.resolve("deploy").resolve(program + ".options"));
    Path target = ROOT.resolve(program).resolve("target");
    String classPath = target.resolve(program + ".jar") + ":" + target.resolve("lib") + "/*";
    Files.writeString(home.resolve("java.options"), options + "-cp " + classPath + "\n");
    return home;
  }

  /** With AOTMode=on a JVM does not start unless it can use the cache. */
  private static int startWith(Path home) {
    List<String> launcher = List.of(JAVA, "@" + home.resolve("java.options"), "-XX:AOTMode=on");
    JavaCommand version =
        JavaCommand.of("-version")
            .launchedBy(launcher)
            .jvm("-XX:AOTCache=" + home.resolve("program.aot"));
    try (JavaProcess java = version.start()) {
      return java.awaitExit(PATIENCE);
    }
  }

  @Test
  void train_leavesCachesThatFitBothPrograms() throws IOException {
    Path nmsApi = installed("nms-api");
    Path nodeWorker = installed("node-worker");
    JavaCommand train =
        JavaCommand.of(Bonghwa.class)
            .named("train")
            .arguments("train", "--java=" + JAVA, "--nms-api=" + nmsApi)
            .arguments("--node-worker=" + nodeWorker, "--targets=200")
            .arguments("--jvm=-XX:TieredStopAtLevel=1"); // quicker, and so is its end

    try (JavaProcess training = train.start()) {
      int exit = training.awaitExit(PATIENCE);

      assertThat(exit).as(() -> String.join("\n", training.lines())).isZero();
      assertThat(training.lines())
          .anyMatch(line -> line.startsWith("training: 100 targets by HTTP/1.1"));
    }
    assertThat(List.of(startWith(nmsApi), startWith(nodeWorker))).containsExactly(0, 0);
  }
}
