package dev.bonghwa.cli.fleet;

import dev.bonghwa.testkit.process.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  private static final String[] SMALL_JVM = {
    "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"
  };

  public Programs {
    env = Map.copyOf(env);
    jvm = List.copyOf(jvm);
  }

  public JavaCommand nms(int port, String key) {
    return inFleet(bareNms()).env("PORT", port).env("API_KEY", key);
  }

  /** Its strength is its MAX_CONCURRENT. */
  public JavaCommand worker(String id, int strength) {
    return inFleet(bareWorker(id))
        .env("EGRESS_RATE", "off") // the receiver is ours
        .env("MAX_CONCURRENT", strength)
        .env("TRUST_CERTS_FILE", receiver.caFile());
  }

  private JavaCommand inFleet(JavaCommand program) {
    BuiltModule module = BuiltModule.of(program.name());
    return program
        .jvm(keepsClasses ? ClassCaches.keepingArchive(module) : ClassCaches.archived(module))
        .jvm(jvm.toArray(String[]::new))
        .env("REDIS_URL", redisUrl)
        .env("DISCORD_URL", receiver.url())
        .env(env);
  }

  /** Needs REDIS_URL, and API_KEY. */
  public static JavaCommand bareNms() {
    return program("dev.bonghwa.nms.NmsApi", BuiltModule.NMS.id())
        .env("BIND", "127.0.0.1")
        .env("PORT", 0);
  }

  /** Needs REDIS_URL. */
  public static JavaCommand bareWorker(String id) {
    return program("dev.bonghwa.worker.NodeWorker", id).env("NODE_ID", id);
  }

  private static JavaCommand program(String main, String name) {
    return JavaCommand.of(main)
        .named(name)
        .from(BuiltModule.of(name).classPath())
        .jvm(SMALL_JVM)
        .env("MANAGEMENT_PORT", 0);
  }

  /** The options with which this program runs in its image, but for where its libraries are. */
  public static List<String> imageOptions(JavaCommand program) {
    BuiltModule module = BuiltModule.of(program.name());
    return List.of(
        "@" + module.options(), "-Djava.library.path=" + NativeLibraries.unpacked(module.target()));
  }

  /** The same, with the AOT cache that a training run left, as in the image. */
  public static List<String> trainedOptions(JavaCommand program) {
    List<String> words = new ArrayList<>(imageOptions(program));
    words.addAll(ClassCaches.trained(BuiltModule.of(program.name())));
    return words;
  }
}
