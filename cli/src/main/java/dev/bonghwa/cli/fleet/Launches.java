package dev.bonghwa.cli.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each program of a local fleet is configured: by its environment, as an operator would. */
record Launches(FleetSettings settings, String redisUrl) {

  private static final List<String> SMALL_JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  Launch nms(int port, String key) {
    Map<String, String> env = common();
    env.put("API_KEY", key);
    env.put("BIND", "127.0.0.1");
    env.put("PORT", Integer.toString(port));
    return new Launch("nms-api", "nms-api", "dev.bonghwa.nms.NmsApi", SMALL_JVM, env);
  }

  Launch worker(int index) {
    String name = "worker-" + (index + 1);
    Map<String, String> env = common();
    env.put("NODE_ID", name);
    env.put("MAX_CONCURRENT", settings.strengths().get(index).toString());
    env.put("EGRESS_RATE", "off"); // the receiver is ours
    env.put("TRUST_CERTS_FILE", settings.trustedCerts().toString());
    return new Launch(name, "node-worker", "dev.bonghwa.worker.NodeWorker", SMALL_JVM, env);
  }

  private Map<String, String> common() {
    var env = new HashMap<String, String>();
    env.put("REDIS_URL", redisUrl);
    env.put("MANAGEMENT_PORT", "0");
    env.put("DISCORD_URL", settings.discordUrl().toString());
    return env;
  }
}
