package dev.bonghwa.worker;

import dev.bonghwa.config.Env;
import dev.bonghwa.egress.ProxyLogin;
import dev.bonghwa.endpoint.Hosts;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.worker.deliver.DeliverySettings;
import dev.bonghwa.worker.egress.EgressRate;
import dev.bonghwa.worker.retry.RetryPolicy.Ambiguous;
import dev.bonghwa.worker.send.SenderSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set, read once.
 *
 * @param egressGroup nodes of one group leave from one address
 */
public record WorkerConfig(
    RedisSettings redis,
    NodeId node,
    Management management,
    Hosts hosts,
    SenderSettings sender,
    DeliverySettings delivery,
    Retries retries,
    EgressRate egressRate,
    String egressGroup,
    Duration drainTimeout) {

  private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * Where health and metrics are, which know no key.
   *
   * @param port 0 means any free one
   */
  public record Management(String bind, int port) {}

  /**
   * How often a target is tried.
   *
   * @param maxAttempts attempts that count
   * @param ambiguous what to do when an answer was lost
   */
  public record Retries(int maxAttempts, Ambiguous ambiguous) {}

  /**
   * Reads the environment; what is wrong becomes a fault of {@code env}, so check that before use.
   */
  public static WorkerConfig from(Env env) {
    NodeId node = node(env);
    SenderSettings sender = sender(env);
    Duration parkAfter = env.duration("PARK_AFTER", Duration.ofSeconds(5), MILLI, MINUTE);
    return new WorkerConfig(
        RedisSettings.from(env),
        node,
        new Management(
            env.bind("BIND", "127.0.0.1"), env.integer("MANAGEMENT_PORT", 8081, 0, 65_535)),
        Hosts.from(env),
        sender,
        new DeliverySettings(
            parkAfter,
            sender.requestTimeout(),
            env.flag("STEALING", true),
            waitSample(env),
            Runtime.getRuntime().maxMemory()),
        new Retries(
            env.integer("MAX_ATTEMPTS", 5, 1, 100), env.choice("AMBIGUOUS", Ambiguous.RETRY)),
        egressRate(env),
        egressGroup(env, node),
        env.duration("DRAIN_TIMEOUT", Duration.ofSeconds(20), Duration.ZERO, HOUR));
  }

  /** The most requests in flight. */
  public int maxConcurrent() {
    return sender.maxConcurrent();
  }

  private static NodeId node(Env env) {
    String name = env.text("NODE_ID", WorkerConfig::hostName);
    try {
      NodeId node = new NodeId(name);
      if (node.isVirtual()) {
        env.fault("NODE_ID must not begin with -: \"" + name + "\"");
      }
      return node;
    } catch (IllegalArgumentException e) {
      env.fault("NODE_ID must be 1 to 64 letters, digits, . _ or -: \"" + name + "\"");
      return new NodeId("node");
    }
  }

  private static SenderSettings sender(Env env) {
    return new SenderSettings(
        env.integer("MAX_CONCURRENT", 200, 1, 10_000),
        env.duration("CONNECT_TIMEOUT", Duration.ofSeconds(3), MILLI, MINUTE),
        env.duration("REQUEST_TIMEOUT", Duration.ofSeconds(15), MILLI, HOUR),
        env.file("TRUST_CERTS_FILE"),
        env.ownAddress("EGRESS_ADDRESS"),
        proxyLogin(env));
  }

  private static @Nullable ProxyLogin proxyLogin(Env env) {
    Optional<String> user = env.secret("PROXY_USER");
    Optional<String> password = env.secret("PROXY_PASSWORD");
    if (user.isEmpty() && password.isPresent()) {
      env.fault("PROXY_PASSWORD needs PROXY_USER");
    }
    if (user.isPresent() && !env.isSet("PROXY_PASSWORD")) {
      env.fault("PROXY_USER needs PROXY_PASSWORD or PROXY_PASSWORD_FILE");
    }
    return user.map(name -> new ProxyLogin(name, password.orElse(""))).orElse(null);
  }

  private static double waitSample(Env env) {
    String share = env.text("WAIT_SAMPLE", "0");
    if (SHARE.matcher(share).matches()) {
      return Double.parseDouble(share);
    }
    env.fault("WAIT_SAMPLE must be a number from 0 to 1, such as 0.01: \"" + share + "\"");
    return 0;
  }

  private static EgressRate egressRate(Env env) {
    String rate = env.text("EGRESS_RATE", "auto");
    try {
      return new EgressRate(rate);
    } catch (IllegalArgumentException e) {
      env.fault(
          "EGRESS_RATE must be auto, auto:N, off or a number from 0.001 to 1000000: \""
              + rate
              + "\"");
      return EgressRate.off();
    }
  }

  /** Its name becomes part of a key: it is held to the same letters as a node's. */
  private static String egressGroup(Env env, NodeId node) {
    String name = env.text("EGRESS_GROUP", node.value());
    try {
      return new NodeId(name).value();
    } catch (IllegalArgumentException e) {
      env.fault("EGRESS_GROUP must be 1 to 64 letters, digits, . _ or -: \"" + name + "\"");
      return node.value();
    }
  }

  /**
   * Where containers and machines have their names; a name that cannot be looked up is no fault.
   * The look-up takes a twentieth of a start, so only who needs it makes it.
   */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
