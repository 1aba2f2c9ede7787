package dev.bonghwa.cli.fleet;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies beside the programs' jars so that they start sooner. There are two kinds, for a cache
 * is of use only to a JVM with the options of the one that wrote it: archives, which the first
 * fleet of the fault suite leaves for all fleets of tests and demo, and AOT caches, which a
 * training run of a minute leaves for the options of the images, as benches have them.
 */
public final class ClassCaches {

  private static final String SILENT = "-Xlog:cds*=off";

  private ClassCaches() {}

  /** Writing it takes seconds, and could hang: only a program does it that nobody waits for. */
  static String[] keepingArchive(BuiltModule module) {
    return new String[] {SILENT, "-XX:ArchiveClassesAtExit=" + archive(module)};
  }

  /** The JVM leaves alone an archive that does not fit the jars. */
  static String[] archived(BuiltModule module) {
    return archive(module).isFile()
        ? new String[] {SILENT, "-XX:SharedArchiveFile=" + archive(module)}
        : new String[0];
  }

  /** Whether both programs have left archives since they were built. */
  public static boolean areArchived() {
    return Stream.of(BuiltModule.values())
        .allMatch(module -> isNewer(archive(module), module.jar()));
  }

  /** None where no training run has left a cache since the build. */
  static List<String> trained(BuiltModule module) {
    return isTrained(module)
        ? List.of("-XX:AOTCache=" + aotCache(module), "-Xlog:aot*=off")
        : List.of();
  }

  /** Whether both programs have AOT caches that are newer than what they were made of. */
  public static boolean areTrained() {
    return Stream.of(BuiltModule.values()).allMatch(ClassCaches::isTrained);
  }

  /** Where a training run puts the cache of the program of this name, or node id. */
  public static Path aotCache(String program) {
    return aotCache(BuiltModule.of(program)).toPath();
  }

  private static boolean isTrained(BuiltModule module) {
    return isNewer(aotCache(module), module.jar()) && isNewer(aotCache(module), module.options());
  }

  private static boolean isNewer(File cache, File of) {
    return cache.lastModified() > of.lastModified();
  }

  private static File archive(BuiltModule module) {
    return module.file(".jsa");
  }

  private static File aotCache(BuiltModule module) {
    return module.file(".aot");
  }
}
