package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.console.CliFault;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that this program was built in, with the jars of the other programs. */
public record Installation(Path root) {

  /** Found by where this class was loaded from: {@code ROOT/cli/target/…}. */
  public static Installation ofThisProgram() {
    try {
      Path origin =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Installation(origin.resolve("../../..").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("loaded from nowhere", e);
    }
  }

  /** The class path of a program: its own jar and the libraries that were put beside it. */
  public String classPath(String module) {
    Path target = root.resolve(module).resolve("target");
    Path jar = target.resolve(module + ".jar");
    Path lib = target.resolve("lib");
    if (!Files.isRegularFile(jar) || !Files.isDirectory(lib)) {
      throw CliFault.fault(
          module + " is not built: " + jar + " or its lib directory is missing",
          "build it with: ./mvnw -Dquick -Dmaven.test.skip=true package");
    }
    return jar + File.pathSeparator + lib.resolve("*");
  }
}
