package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyUse;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The way to the fleet's list of proxies and to their groups. */
public interface ProxyLine {
  /** As {@link dev.bonghwa.egress.ProxyBook#look}. */
  CompletionStage<Set<Proxy>> look(Collection<ProxyUse> told);

  /** The egress group of all who use this proxy. */
  GroupLine group(Proxy proxy);
}
