package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.train.Training;
import dev.bonghwa.testkit.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bonghwa train}: for the build of the images. */
@Command(
    name = "train",
    hidden = true,
    description = {
      "Makes the AOT caches of installed programs: files with which their JVMs start quickly.",
      "",
      "Starts a Redis, receivers, nms-api and a worker, by the java and the options that are given,"
          + " takes jobs through them and ends them; each writes its cache then. A cache is of use"
          + " to the same java, options and jars only."
    },
    footer = {
      "",
      "Example:",
      "  bonghwa train --java /java/bin/java --nms-api /app/nms-api --node-worker /app/node-worker"
    })
public final class TrainCommand implements Callable<Integer> {

  private static final String OPTIONS = "java.options";
  private static final String CACHE = "program.aot";

  private final Globals globals;

  @Option(
      names = "--java",
      required = true,
      paramLabel = "FILE",
      description = "The java that runs both.")
  private @Nullable Path java;

  @Option(
      names = "--nms-api",
      required = true,
      paramLabel = "DIR",
      description = "Has java.options, an argument file for java, and gets program.aot.")
  private @Nullable Path nmsApi;

  @Option(
      names = "--node-worker",
      required = true,
      paramLabel = "DIR",
      description = "The same of node-worker.")
  private @Nullable Path nodeWorker;

  @Option(
      names = "--targets",
      paramLabel = "N",
      description = "Of a job (default: 40000): fewer make a program that is slow at first.")
  private int targets = Training.TARGETS;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "For this run, beyond the options of the file; repeatable.")
  private List<String> jvm = List.of();

  public TrainCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    QuietLibraries.configure();
    List.of(file(java), file(nmsApi).resolve(OPTIONS), file(nodeWorker).resolve(OPTIONS))
        .forEach(TrainCommand::check);
    new Training(this::started, this::cache, targets, globals.console()::note).run();
    return ExitCode.OK;
  }

  private static void check(Path file) {
    if (!Files.isReadable(file)) {
      throw CliFault.usage("cannot read " + file, "see 'bonghwa train --help'");
    }
  }

  private JavaCommand started(JavaCommand program) {
    String options = "@" + directory(program.name()).resolve(OPTIONS);
    return program.launchedBy(List.of(file(java).toString(), options)).onlyJvm(jvm);
  }

  private Path cache(String program) {
    return directory(program).resolve(CACHE);
  }

  private Path directory(String program) {
    return file(program.equals("nms-api") ? nmsApi : nodeWorker);
  }

  /** Of a required option. */
  private static Path file(@Nullable Path given) {
    return Objects.requireNonNull(given);
  }
}
