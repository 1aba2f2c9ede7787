package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.doctor.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose configuration is meant, and where it stands. */
final class ProgramChoice {

  @Option(
      names = "--program",
      paramLabel = "NAME",
      description = "Only for nms-api or only for node-worker (default: both).")
  private @Nullable String program;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "ENV_FILE: a file of NAME=VALUE lines; the environment wins over it.")
  private @Nullable Path envFile;

  List<Program> programs() {
    if (program == null) {
      return List.of(Program.values());
    }
    List<Program> named =
        Arrays.stream(Program.values()).filter(each -> each.toString().equals(program)).toList();
    if (named.isEmpty()) {
      throw CliFault.usage("--program is neither nms-api nor node-worker: " + program, "");
    }
    return named;
  }

  Map<String, String> over(Map<String, String> env) {
    if (envFile == null) {
      return env;
    }
    if (!Files.isReadable(envFile)) {
      throw CliFault.usage("cannot read the file " + envFile, "");
    }
    Map<String, String> all = new HashMap<>(env);
    all.put("ENV_FILE", envFile.toString());
    return all;
  }
}
