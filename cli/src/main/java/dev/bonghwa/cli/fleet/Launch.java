package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one program is started.
 *
 * @param name what people call it; also the name of its log
 * @param module whose jars it runs from
 * @param jvm options of its JVM
 * @param env its whole configuration, secrets included: nothing else is inherited but what a JVM
 *     needs, so that the user's own settings do not leak into the fleet
 */
record Launch(String name, String module, String main, List<String> jvm, Map<String, String> env) {

  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME");

  Launch {
    jvm = List.copyOf(jvm);
    env = Map.copyOf(env);
  }

  Program start(Installation installation, Path logs) {
    Path log = logs.resolve(name + ".log");
    var builder = new ProcessBuilder(words(installation.classPath(module)));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(env);
    try {
      return new Program(name, builder.start(), log);
    } catch (IOException e) {
      throw CliFault.fault("cannot start " + name + ": " + e.getMessage(), "");
    }
  }

  private List<String> words(String classPath) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(jvm);
    words.addAll(List.of("-cp", classPath, main));
    return words;
  }

  /** Without the environment: it holds the key. */
  @Override
  public String toString() {
    return "Launch[" + name + "]";
  }
}
