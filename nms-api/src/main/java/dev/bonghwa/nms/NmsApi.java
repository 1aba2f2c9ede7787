package dev.bonghwa.nms;

import dev.bonghwa.check.Checkup;
import dev.bonghwa.config.ConfigFaults;
import dev.bonghwa.config.Env;
import dev.bonghwa.config.Logging;
import dev.bonghwa.nms.http.CannotListen;
import dev.bonghwa.redis.RedisUnusable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code nms-api}: environment → configuration → {@link NmsServer} → until SIGTERM or
 * SIGINT. With {@code --check} it only looks whether it could.
 */
public final class NmsApi {
  private static final int CANNOT_START = 1;
  private static final int CHECK_FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;

  private NmsApi() {}

  /** Starts the API and returns when it has stopped. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      run(System.getenv());
    } else if (List.of(args).equals(List.of("--check"))) {
      check();
    } else {
      System.err.println("nms-api takes no arguments but --check");
      System.exit(WRONG_CONFIGURATION);
    }
  }

  private static void check() throws InterruptedException {
    Logging.silence();
    Checkup checkup = NmsCheck.of(System.getenv());
    System.out.println(checkup.text());
    System.exit(checkup.hasFault() ? CHECK_FAILED : 0);
  }

  /** The same with these variables instead of the process' own. */
  public static void run(Map<String, String> variables) throws InterruptedException {
    try {
      Env env = Env.of(variables);
      Logging.set(env);
      NmsConfig config = NmsConfig.from(env);
      env.check();
      run(env, config);
    } catch (ConfigFaults e) {
      exit(WRONG_CONFIGURATION, e);
    } catch (RedisUnusable | CannotListen e) {
      exit(CANNOT_START, e);
    }
  }

  private static void run(Env env, NmsConfig config) throws InterruptedException {
    Logger log = LoggerFactory.getLogger(NmsApi.class);
    env.warnings().forEach(log::warn);
    log.debug("configuration: {}", env.effective());
    NmsServer server = NmsServer.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    new CountDownLatch(1).await();
  }

  /** An orderly stop is no failure, so not the 143 that a JVM would answer to SIGTERM. */
  private static void stop(NmsServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }

  private static void exit(int code, RuntimeException why) {
    System.err.println("nms-api cannot start: " + why.getMessage());
    System.exit(code);
  }
}
