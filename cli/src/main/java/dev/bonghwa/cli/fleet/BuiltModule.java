package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.console.CliFault;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the build made of each of the two programs, in the source tree. */
enum BuiltModule {
  NMS("nms-api"),
  WORKER("node-worker");

  private final String id;

  BuiltModule(String id) {
    this.id = id;
  }

  /** Of the program of this name, or node id. */
  static BuiltModule of(String program) {
    return program.equals(NMS.id) ? NMS : WORKER;
  }

  String id() {
    return id;
  }

  Path target() {
    return sourceTree().resolve(id).resolve("target");
  }

  /** A file beside the jar that is called as that, but for this ending. */
  File file(String ending) {
    return target().resolve(id + ending).toFile();
  }

  File jar() {
    return file(".jar");
  }

  /** The file with the options that the JVM has in the image. */
  File options() {
    return sourceTree().resolve("deploy").resolve(id + ".options").toFile();
  }

  /**
   * The program's own jar and the libraries that were put beside it: one by one, in the same order
   * each time, for a cache of classes holds for one class path.
   */
  String classPath() {
    Path lib = target().resolve("lib");
    String @Nullable [] libraries = lib.toFile().list();
    if (!jar().isFile() || libraries == null) {
      throw CliFault.fault(
          id + " is not built: " + jar() + " or its lib directory is missing",
          "build it with: ./mvnw -Dquick -Dmaven.test.skip=true package");
    }
    return Stream.concat(
            Stream.of(jar().toPath()), Arrays.stream(libraries).sorted().map(lib::resolve))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Found by where this class was loaded from: {@code ROOT/cli/target/…}. */
  private static Path sourceTree() {
    try {
      Path origin =
          Path.of(BuiltModule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return origin.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("loaded from nowhere", e);
    }
  }
}
