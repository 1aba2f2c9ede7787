package dev.bonghwa.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A main class, of this JVM's class path unless another is given, to be run as a process of its
 * own.
 *
 * <p>Its environment is the one given here and nothing else but what a JVM needs (PATH, HOME, …),
 * so that a test does not depend on the shell it is started from.
 *
 * @param name what messages call it, and what its lines begin with when they are echoed
 * @param under words before {@code java}, of a program that turns into it, such as taskset
 * @param launcher {@code java} and options, the class path among them; empty: the java of this JVM
 *     with what this project's own launchers pass, and the class path
 * @param classPath as {@code -cp} takes it; empty: that of this JVM
 * @param env names and values; may hold secrets
 */
public record JavaCommand(
    String name,
    String mainClass,
    List<String> under,
    List<String> launcher,
    String classPath,
    List<String> jvm,
    List<String> arguments,
    Map<String, String> env) {
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME", "SystemRoot");

  public JavaCommand {
    under = List.copyOf(under);
    launcher = List.copyOf(launcher);
    jvm = List.copyOf(jvm);
    arguments = List.copyOf(arguments);
    env = Map.copyOf(env);
  }

  public static JavaCommand of(Class<?> main) {
    return of(main.getName());
  }

  /** For a main class that the caller's module does not see at compile time. */
  public static JavaCommand of(String mainClass) {
    String name = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    return new JavaCommand(
        name, mainClass, List.of(), List.of(), "", List.of(), List.of(), Map.of());
  }

  public JavaCommand named(String newName) {
    return new JavaCommand(newName, mainClass, under, launcher, classPath, jvm, arguments, env);
  }

  /** Runs from these jars, as an installed program does, and not from this JVM's class path. */
  public JavaCommand from(String newClassPath) {
    return new JavaCommand(name, mainClass, under, launcher, newClassPath, jvm, arguments, env);
  }

  /** Options of the JVM, such as {@code -Xmx128m}. */
  public JavaCommand jvm(String... options) {
    return new JavaCommand(
        name, mainClass, under, launcher, classPath, joined(jvm, options), arguments, env);
  }

  /** These options of the JVM and none that were given before. */
  public JavaCommand onlyJvm(List<String> options) {
    return new JavaCommand(name, mainClass, under, launcher, classPath, options, arguments, env);
  }

  /** Started by this program, which must become the JVM and not fork it: signals go to its pid. */
  public JavaCommand under(List<String> words) {
    return new JavaCommand(name, mainClass, words, launcher, classPath, jvm, arguments, env);
  }

  /** By this {@code java} with these options, as an image does; those of {@link #jvm} follow. */
  public JavaCommand launchedBy(List<String> words) {
    return new JavaCommand(name, mainClass, under, words, classPath, jvm, arguments, env);
  }

  public JavaCommand arguments(String... more) {
    return new JavaCommand(
        name, mainClass, under, launcher, classPath, jvm, joined(arguments, more), env);
  }

  public JavaCommand env(String variable, Object value) {
    return env(Map.of(variable, value.toString()));
  }

  public JavaCommand env(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(env);
    all.putAll(more);
    return new JavaCommand(name, mainClass, under, launcher, classPath, jvm, arguments, all);
  }

  /** Starts it; it ends with this JVM at the latest. */
  public JavaProcess start() {
    return start(OutputStream.nullOutputStream());
  }

  /** The same; what it prints stays in this file. */
  public JavaProcess start(Path log) {
    try {
      return start(Files.newOutputStream(log));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }

  private JavaProcess start(OutputStream log) {
    ProcessBuilder builder = new ProcessBuilder(words()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(env);
    try {
      return new JavaProcess(name, builder.start(), new PrintStream(log, true, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(under);
    words.addAll(launcher.isEmpty() ? ownLauncher() : launcher);
    words.addAll(jvm);
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }

  private List<String> ownLauncher() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // What this project's own launchers pass, so that Netty's and Lettuce's warnings stay away.
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath.isEmpty() ? ownClassPath() : classPath);
  }

  /** Surefire may start its JVM with a jar that only points to the real class path. */
  private static String ownClassPath() {
    String ofTests = System.getProperty("surefire.test.class.path");
    return ofTests == null ? System.getProperty("java.class.path") : ofTests;
  }

  private static List<String> joined(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  /** Without the environment: it holds keys and passwords. */
  @Override
  public String toString() {
    return "JavaCommand[" + name + ", " + mainClass + "]";
  }
}
