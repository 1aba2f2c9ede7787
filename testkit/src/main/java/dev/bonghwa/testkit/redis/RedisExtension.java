package dev.bonghwa.testkit.redis;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real Redis per test class, empty and running before each test, with the users that are
 * deployed ({@link RedisUsers}).
 *
 * <pre>{@code
 * @ExtendWith(RedisExtension.class)
 * class TicketsIT {
 *   @Test
 *   void ring_putsOneTicket(EmbeddedRedis redis) { … }
 * }
 * }</pre>
 *
 * <p>With options: {@code @RegisterExtension static final RedisExtension redis = new
 * RedisExtension(RedisOptions.defaults().withAppendOnly());}. Parameters of type {@link
 * EmbeddedRedis} and {@link URI} are filled in.
 */
public final class RedisExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RedisExtension.class);

  private final RedisOptions options;
  private @Nullable EmbeddedRedis server;

  public RedisExtension() {
    this(RedisOptions.defaults().withUsers());
  }

  public RedisExtension(RedisOptions options) {
    this.options = options;
  }

  /** The server of this class. */
  public EmbeddedRedis server() {
    return Objects.requireNonNull(server, "used before the first test");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // The store closes it after the last test; nested classes find that of the outer one.
    server =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(this, key -> EmbeddedRedis.start(options), EmbeddedRedis.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!server().isRunning()) {
      server().restart();
    }
    server().flushAll();
    server().call("ACL", "LOG", "RESET");
  }

  /** No test lets one of the deployed users do what it may not. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (server().isRunning()) {
      List<String> denied = RedisUsers.denied(server());
      if (!denied.isEmpty()) {
        throw new AssertionError("users.acl: " + denied);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EmbeddedRedis.class || type == URI.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == URI.class ? server().uri() : server();
  }
}
