package dev.bonghwa.testkit.redis;

import com.github.dockerjava.api.DockerClient;
import com.redis.testcontainers.RedisContainer;
import dev.bonghwa.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.images.builder.Transferable;

/** The same in a container. Its port is fixed at the start, so that a restart keeps it. */
final class RedisDocker implements RedisServer {
  private static final String CONF = "/data/redis.conf";
  private static final int START_SECONDS = 60;
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+\\.\\d+)");

  private final RedisOptions options;
  private final int port = FreePort.next();
  private final RedisContainer container;

  RedisDocker(RedisOptions options) {
    this.options = options;
    container =
        new RedisContainer(RedisContainer.DEFAULT_IMAGE_NAME.withTag("7.2"))
            .withCopyToContainer(Transferable.of(String.join("\n", lines()) + "\n"), CONF)
            .withCommand("redis-server", CONF);
    container.setPortBindings(List.of("127.0.0.1:" + port + ":6379"));
  }

  /** What the image holds, whatever its tag says. */
  static String version() {
    try (RedisDocker one = new RedisDocker(RedisOptions.defaults())) {
      one.start();
      Matcher version = VERSION.matcher(one.info());
      if (!version.find()) {
        throw new RedisUnavailableException("the Redis container does not say its version");
      }
      return version.group(1);
    }
  }

  private String info() {
    try (RedisCall redis = new RedisCall(port, options.password())) {
      return redis.call("INFO", "server");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(options.lines());
    lines.addFirst("protected-mode no");
    lines.addFirst("dir /data");
    return lines;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
    awaitAnswer();
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new RedisUnavailableException("the Redis container does not answer on port " + port);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    try (RedisCall redis = new RedisCall(port, options.password())) {
      return redis.call("PING").equals("PONG");
    } catch (IOException e) {
      return false;
    }
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  @Override
  public void stop() {
    if (isRunning()) {
      docker().stopContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void kill() {
    if (isRunning()) {
      docker().killContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void freeze() {
    docker().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void thaw() {
    docker().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }

  @Override
  public long pid() {
    return -1;
  }

  @Override
  public void close() {
    container.stop();
  }
}
