package dev.bonghwa.cli.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Netty's libraries for Linux, unpacked once as in the images: else each start of a program unpacks
 * them for itself.
 */
final class NativeLibraries {

  private static final String INSIDE = "META-INF/native/";

  private NativeLibraries() {}

  /**
   * The directory that holds them; filled at the first call after a build.
   *
   * @param target of a module, with its {@code lib}
   */
  static Path unpacked(Path target) {
    Path directory = target.resolve("native");
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      List<Path> jars = libraries.filter(NativeLibraries::isForThisMachine).toList();
      Files.createDirectories(directory);
      for (Path jar : jars) {
        unpack(jar, directory);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isForThisMachine(Path jar) {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return jar.getFileName().toString().matches("netty-.*-linux-" + machine + "\\.jar");
  }

  private static void unpack(Path jar, Path directory) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries =
          file.stream().filter(e -> e.getName().startsWith(INSIDE) && !e.isDirectory()).toList();
      for (JarEntry entry : entries) {
        Path library = directory.resolve(entry.getName().substring(INSIDE.length()));
        if (!Files.exists(library) || isOlder(library, jar)) {
          try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, library, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private static boolean isOlder(Path library, Path jar) throws IOException {
    return Files.getLastModifiedTime(library).compareTo(Files.getLastModifiedTime(jar)) < 0;
  }
}
