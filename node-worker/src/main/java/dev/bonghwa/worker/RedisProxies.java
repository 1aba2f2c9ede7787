package dev.bonghwa.worker;

import dev.bonghwa.egress.EgressGroup;
import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyBook;
import dev.bonghwa.egress.ProxyUse;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.worker.egress.EgressRate;
import dev.bonghwa.worker.egress.GroupLine;
import dev.bonghwa.worker.egress.ProxyLine;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The fleet's proxies in Redis. */
record RedisProxies(Redis redis, InstanceId self, EgressRate rate) implements ProxyLine {

  @Override
  public CompletionStage<Set<Proxy>> look(Collection<ProxyUse> told) {
    return new ProxyBook(redis, self.node()).look(told);
  }

  @Override
  public GroupLine group(Proxy proxy) {
    return new EgressGroup(redis, proxy.group(), self, rate.word())::ask;
  }
}
