package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.fleet.Installation;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.util.Map;

/**
 * The two programs as an operator would start them: their own jars, all else by environment.
 *
 * @param nmsRedisUrl the way that nms-api takes to Redis
 * @param env for both programs
 */
record Programs(String redisUrl, String nmsRedisUrl, Map<String, String> env) {
  static final String API_KEY = "a-key-for-the-fleet-tests";

  /** Two cores carry a whole fleet here: compile quickly rather than well. */
  private static final String[] JVM = {
    "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"
  };

  /** Needs REDIS_URL, and API_KEY. */
  static JavaCommand bareNms() {
    return program("dev.bonghwa.nms.NmsApi", "nms-api", "nms-api")
        .env("BIND", "127.0.0.1")
        .env("PORT", 0);
  }

  /** Needs REDIS_URL. */
  static JavaCommand bareWorker(String id) {
    return program("dev.bonghwa.worker.NodeWorker", "node-worker", id).env("NODE_ID", id);
  }

  private static JavaCommand program(String main, String module, String name) {
    return JavaCommand.of(main)
        .named(name)
        .from(Installation.ofThisProgram().classPath(module))
        .jvm(JVM)
        .env("MANAGEMENT_PORT", 0);
  }

  JavaCommand nms(DiscordReceiver receiver) {
    return bareNms()
        .env("API_KEY", API_KEY)
        .env("LOG_LEVEL", "debug") // what is said then must hold no secret either
        .env("REDIS_URL", nmsRedisUrl)
        .env("DISCORD_URL", receiver.url())
        .env(env);
  }

  JavaCommand worker(String id, String itsRedisUrl, DiscordReceiver receiver) {
    return bareWorker(id)
        .env("LOG_LEVEL", "debug")
        .env("REDIS_URL", itsRedisUrl)
        .env("EGRESS_RATE", "off") // the receiver is ours
        .env("DISCORD_URL", receiver.url())
        .env("TRUST_CERTS_FILE", receiver.caFile())
        .env(env);
  }
}
