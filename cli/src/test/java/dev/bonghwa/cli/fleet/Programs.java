package dev.bonghwa.cli.fleet;

import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.receiver.DiscordReceiver;

/** The two programs as an operator would start them: their own jars, all else by environment. */
final class Programs {
  static final String API_KEY = "a-key-for-the-fleet-tests";

  private static final Installation INSTALLATION = Installation.ofThisProgram();

  /** Two cores carry a whole fleet here: compile quickly rather than well. */
  private static final String[] JVM = {
    "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"
  };

  private Programs() {}

  /** Needs REDIS_URL, and API_KEY. */
  static JavaCommand bareNms() {
    return JavaCommand.of("dev.bonghwa.nms.NmsApi")
        .named("nms-api")
        .from(INSTALLATION.classPath("nms-api"))
        .jvm(JVM)
        .env("BIND", "127.0.0.1")
        .env("PORT", 0)
        .env("MANAGEMENT_PORT", 0);
  }

  /** Needs REDIS_URL. */
  static JavaCommand bareWorker(String id) {
    return JavaCommand.of("dev.bonghwa.worker.NodeWorker")
        .named(id)
        .from(INSTALLATION.classPath("node-worker"))
        .jvm(JVM)
        .env("NODE_ID", id)
        .env("MANAGEMENT_PORT", 0);
  }

  static JavaCommand nms(String redisUrl, DiscordReceiver receiver) {
    return bareNms()
        .env("API_KEY", API_KEY)
        .env("LOG_LEVEL", "debug") // what is said then must hold no secret either
        .env("REDIS_URL", redisUrl)
        .env("DISCORD_URL", receiver.url());
  }

  static JavaCommand worker(String id, String redisUrl, DiscordReceiver receiver) {
    return bareWorker(id)
        .env("LOG_LEVEL", "debug")
        .env("REDIS_URL", redisUrl)
        .env("EGRESS_RATE", "off") // the receiver is ours
        .env("DISCORD_URL", receiver.url())
        .env("TRUST_CERTS_FILE", receiver.caFile());
  }
}
