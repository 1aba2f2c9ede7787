package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code ./bonghwa}, in a tree that is built, with a JDK that prints its arguments. */
class LauncherIT {

  private static final Path PROJECT = Path.of("..");
  private static final String ECHO = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";

  @TempDir private Path home;

  private final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void build() throws IOException {
    write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
    for (String tool : List.of("java", "javac")) {
      assertThat(write("jdk/bin/" + tool, ECHO).toFile().setExecutable(true)).isTrue();
    }
    write("pom.xml", "");
    write("cli/pom.xml", "");
    write("cli/src/main/Any.java", "");
    write("cli/target/cli.jar", "");
    Files.createDirectories(home.resolve("cli/target/lib"));
    for (String name : List.of("deploy/nms-api.options", "deploy/node-worker.options", "bonghwa")) {
      write(name, Files.readString(PROJECT.resolve(name)));
    }
    write("target/built", "");
  }

  @ParameterizedTest
  @CsvSource({"worker, node-worker, -Xmx192m", "nms, nms-api, -Xmx256m"})
  void programs_runWithTheOptionsOfTheirImages(String command, String program, String heap)
      throws IOException {
    List<String> meant = new ArrayList<>(lines("deploy/" + program + ".options"));
    meant.removeIf(line -> line.startsWith("#") || line.startsWith("-Djava.library.path="));
    meant.removeIf(line -> line.contains("TrimNativeHeap") && !isLinux());

    assertThat(run("--output", "json", "-q", command, "--help"))
        .startsWith("-XX:+IgnoreUnrecognizedVMOptions", heap)
        .containsSubsequence(meant)
        .doesNotContain("-Djava.library.path=/app/native")
        .endsWith("dev.bonghwa.cli.Bonghwa", "--output", "json", "-q", command, "--help");
  }

  @Test
  void aHeapOfTheUsersOwn_isNotOverruled() throws IOException {
    env.put("JDK_JAVA_OPTIONS", "-Dany=1 -Xmx97m");

    assertThat(run("worker"))
        .contains("-XX:+UseSerialGC")
        .noneMatch(argument -> argument.startsWith("-Xmx"));
  }

  @Test
  void commandsAreNoPrograms_whateverTheyAreTold() throws IOException {
    assertThat(run("bench", "worker")).doesNotContain("-XX:+UseSerialGC");
    assertThat(run()).doesNotContain("-XX:+UseSerialGC").endsWith("dev.bonghwa.cli.Bonghwa");
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private List<String> run(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", home.resolve("bonghwa").toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(words).redirectErrorStream(true);
    launcher.environment().remove("JDK_JAVA_OPTIONS");
    launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    launcher.environment().putAll(env);
    try (var output = launcher.start().inputReader()) {
      return output.lines().toList();
    }
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(home.resolve(file));
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
