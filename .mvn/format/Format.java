import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks every Java file below a directory with google-java-format, or rewrites those that differ.
 *
 * <p>The build starts it from source in the toolchain JDK: inside Maven's own JVM the formatter
 * would know only the syntax of that JVM.
 */
final class Format {

  private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", "node_modules");

  private final Path root;
  private final boolean apply;

  private Format(Path root, boolean apply) {
    this.root = root;
    this.apply = apply;
  }

  /** Arguments: {@code check} or {@code apply}, and the directory. */
  public static void main(String[] args) throws IOException {
    var format = new Format(Path.of(args[1]), args[0].equals("apply"));
    List<Path> differing = format.differing();
    differing.forEach(format::report);
    if (!format.apply && !differing.isEmpty()) {
      System.err.println("Not formatted: " + differing.size() + ". To format: ./mvnw -Pformat");
      System.exit(1);
    }
  }

  private List<Path> differing() throws IOException {
    return javaFiles().parallelStream().filter(this::differs).sorted().toList();
  }

  private List<Path> javaFiles() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean skip = SKIPPED.contains(String.valueOf(dir.getFileName()));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private boolean differs(Path file) {
    try {
      String before = Files.readString(file);
      String after = new Formatter().formatSourceAndFixImports(before);
      boolean differs = !after.equals(before);
      if (differs && apply) {
        Files.writeString(file, after);
      }
      return differs;
    } catch (FormatterException e) {
      System.err.println(root.relativize(file) + ": " + e.getMessage());
      return !apply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Path file) {
    System.err.println((apply ? "formatted: " : "not formatted: ") + root.relativize(file));
  }
}
