package dev.bonghwa.worker.send;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyLogin;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proxies as the client wants them named; it keeps a pool of connections for each. */
final class Proxies {
  private final SenderSettings settings;
  private final Map<Proxy, ProxyOptions> named = new HashMap<>();

  Proxies(SenderSettings settings) {
    this.settings = settings;
  }

  @Nullable ProxyOptions options(@Nullable Proxy proxy) {
    return proxy == null ? null : named.computeIfAbsent(proxy, this::name);
  }

  private ProxyOptions name(Proxy proxy) {
    ProxyOptions options =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(proxy.host())
            .setPort(proxy.port())
            .setConnectTimeout(settings.connectTimeout());
    ProxyLogin login = settings.proxyLogin();
    return login == null
        ? options
        : options.setUsername(login.user()).setPassword(login.password());
  }
}
