package dev.bonghwa.redis;

import io.lettuce.core.resource.Transports;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;

/**
 * Asks DNS again at each try to connect, whatever it has answered before.
 *
 * <p>A Redis that is started anew in a container has another address, and Docker's DNS says that
 * the old one holds for ten minutes: so long a cache would keep the programs from it.
 */
final class FreshAddresses {
  private FreshAddresses() {}

  static DnsAddressResolverGroup resolvers() {
    return new DnsAddressResolverGroup(builder());
  }

  /** On the transport that Lettuce uses: a resolver shares the event loop of its connection. */
  static DnsNameResolverBuilder builder() {
    return new DnsNameResolverBuilder()
        .datagramChannelType(Transports.datagramChannelClass())
        .socketChannelType(Transports.socketChannelClass().asSubclass(SocketChannel.class))
        .resolveCache(NoopDnsCache.INSTANCE)
        .cnameCache(NoopDnsCnameCache.INSTANCE)
        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
  }
}
