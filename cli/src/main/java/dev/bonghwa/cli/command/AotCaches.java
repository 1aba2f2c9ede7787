package dev.bonghwa.cli.command;

import dev.bonghwa.cli.fleet.ClassCaches;
import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.cli.train.Training;
import dev.bonghwa.testkit.process.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The caches that programs start with in their images, and so wherever their speed is measured. */
final class AotCaches {

  private AotCaches() {}

  /**
   * Makes them by a training run of a minute, unless there are such of this build.
   *
   * @param megabytes of the container that each JVM is made to see
   */
  static void train(int megabytes, Consumer<String> reader) {
    if (!ClassCaches.areTrained()) {
      new Training(
              program -> started(program, megabytes),
              ClassCaches::aotCache,
              Training.TARGETS,
              reader)
          .run();
    }
  }

  private static JavaCommand started(JavaCommand program, int megabytes) {
    List<String> words = new ArrayList<>(Programs.imageOptions(program));
    words.add("-XX:MaxRAM=" + megabytes + "m");
    return program.onlyJvm(words);
  }
}
