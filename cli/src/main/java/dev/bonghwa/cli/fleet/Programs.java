package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.testkit.process.JavaCommand;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The two programs as an operator would start them: their own jars, all else by environment.
 *
 * @param receiver where their requests go
 * @param env more for both
 * @param jvm more options for both
 * @param keepsClasses whether each leaves, at its orderly end, an archive of its loaded classes
 *     beside its jar; what starts later reads it, and starts in half the time
 */
public record Programs(
    String redisUrl,
    ReceiverAddress receiver,
    Map<String, String> env,
    List<String> jvm,
    boolean keepsClasses) {

  private static final String NMS = "nms-api";
  private static final String WORKER = "node-worker";

  private static final String SILENT = "-Xlog:cds*=off";

  private static final String[] SMALL_JVM = {
    "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"
  };

  public Programs {
    env = Map.copyOf(env);
    jvm = List.copyOf(jvm);
  }

  public JavaCommand nms(int port, String key) {
    return inFleet(bareNms(), NMS).env("PORT", port).env("API_KEY", key);
  }

  /** Its strength is its MAX_CONCURRENT. */
  public JavaCommand worker(String id, int strength) {
    return inFleet(bareWorker(id), WORKER)
        .env("EGRESS_RATE", "off") // the receiver is ours
        .env("MAX_CONCURRENT", strength)
        .env("TRUST_CERTS_FILE", receiver.caFile());
  }

  private JavaCommand inFleet(JavaCommand program, String module) {
    return program
        .jvm(keepsClasses ? keeping(module) : quickStart(module))
        .jvm(jvm.toArray(String[]::new))
        .env("REDIS_URL", redisUrl)
        .env("DISCORD_URL", receiver.url())
        .env(env);
  }

  /** Needs REDIS_URL, and API_KEY. */
  public static JavaCommand bareNms() {
    return program("dev.bonghwa.nms.NmsApi", NMS, "nms-api")
        .env("BIND", "127.0.0.1")
        .env("PORT", 0);
  }

  /** Needs REDIS_URL. */
  public static JavaCommand bareWorker(String id) {
    return program("dev.bonghwa.worker.NodeWorker", WORKER, id).env("NODE_ID", id);
  }

  private static JavaCommand program(String main, String module, String name) {
    return JavaCommand.of(main)
        .named(name)
        .from(classPath(module))
        .jvm(SMALL_JVM)
        .env("MANAGEMENT_PORT", 0);
  }

  /** Writing it takes seconds, and could hang: only a program does it that nobody waits for. */
  private static String[] keeping(String module) {
    return new String[] {SILENT, "-XX:ArchiveClassesAtExit=" + archive(module)};
  }

  /** The JVM leaves alone an archive that does not fit the jars. */
  private static String[] quickStart(String module) {
    return archive(module).isFile()
        ? new String[] {SILENT, "-XX:SharedArchiveFile=" + archive(module)}
        : new String[0];
  }

  /** Whether both have left archives since they were built. */
  public static boolean haveKeptClasses() {
    return Stream.of(NMS, WORKER)
        .allMatch(module -> archive(module).lastModified() > jar(module).lastModified());
  }

  private static File archive(String module) {
    return target(module).resolve(module + ".jsa").toFile();
  }

  private static File jar(String module) {
    return target(module).resolve(module + ".jar").toFile();
  }

  /**
   * The program's own jar and the libraries that were put beside it: one by one, in the same order
   * each time, for a cache of classes holds for one class path.
   */
  private static String classPath(String module) {
    File jar = jar(module);
    String @Nullable [] libraries = target(module).resolve("lib").toFile().list();
    if (!jar.isFile() || libraries == null) {
      throw CliFault.fault(
          module + " is not built: " + jar + " or its lib directory is missing",
          "build it with: ./mvnw -Dquick -Dmaven.test.skip=true package");
    }
    Path lib = target(module).resolve("lib");
    return Stream.concat(
            Stream.of(jar.toPath()), Arrays.stream(libraries).sorted().map(lib::resolve))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path target(String module) {
    return sourceTree().resolve(module).resolve("target");
  }

  /** The options with which this program runs in its image, but for where its libraries are. */
  public static List<String> imageOptions(JavaCommand program) {
    String module = module(program.name());
    return List.of(
        "@" + optionsFile(module),
        "-Djava.library.path=" + NativeLibraries.unpacked(target(module)));
  }

  /** The same, with the AOT cache that a training run left, as in the image. */
  public static List<String> trainedOptions(JavaCommand program) {
    List<String> words = new ArrayList<>(imageOptions(program));
    if (isTrained(module(program.name()))) {
      words.add("-XX:AOTCache=" + aotCache(program.name()));
      words.add("-Xlog:aot*=off");
    }
    return words;
  }

  /** Whether both programs have AOT caches that are newer than what they were made of. */
  public static boolean areTrained() {
    return Stream.of(NMS, WORKER).allMatch(Programs::isTrained);
  }

  private static boolean isTrained(String module) {
    return Stream.of(jar(module), optionsFile(module).toFile())
        .allMatch(of -> aotCache(module).toFile().lastModified() > of.lastModified());
  }

  /** Where a training run puts the cache of the program of this name, or node id. */
  public static Path aotCache(String name) {
    return target(module(name)).resolve(module(name) + ".aot");
  }

  private static Path optionsFile(String module) {
    return sourceTree().resolve("deploy").resolve(module + ".options");
  }

  private static String module(String name) {
    return name.equals(NMS) ? NMS : WORKER;
  }

  /** Found by where this class was loaded from: {@code ROOT/cli/target/…}. */
  private static Path sourceTree() {
    try {
      Path origin =
          Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return origin.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("loaded from nowhere", e);
    }
  }
}
