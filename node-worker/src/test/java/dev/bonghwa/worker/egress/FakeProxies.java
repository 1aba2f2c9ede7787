package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A list of proxies that the test writes, each with a group that it speaks for. */
public final class FakeProxies implements ProxyLine {

  final List<Collection<ProxyUse>> told = new ArrayList<>();
  final List<Proxy> opened = new ArrayList<>();
  boolean away;
  private final Map<Proxy, FakeGroup> groups = new LinkedHashMap<>();
  private Set<Proxy> listed = Set.of();

  /** From the next look on there are these. */
  public void list(Proxy... proxies) {
    listed = new LinkedHashSet<>(List.of(proxies));
  }

  FakeGroup groupOf(Proxy proxy) {
    return groups.computeIfAbsent(proxy, made -> new FakeGroup());
  }

  @Override
  public CompletionStage<Set<Proxy>> look(Collection<ProxyUse> use) {
    told.add(use);
    return away
        ? CompletableFuture.failedStage(new IllegalStateException("away"))
        : CompletableFuture.completedStage(listed);
  }

  @Override
  public GroupLine group(Proxy proxy) {
    opened.add(proxy);
    return groupOf(proxy);
  }
}
