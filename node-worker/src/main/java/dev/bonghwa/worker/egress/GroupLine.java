package dev.bonghwa.worker.egress;

import dev.bonghwa.egress.EgressGrant;
import dev.bonghwa.egress.EgressReport;
import java.util.concurrent.CompletionStage;

/** The way to the egress group. */
@FunctionalInterface
public interface GroupLine {
  /** As {@link dev.bonghwa.egress.EgressGroup#ask}. */
  CompletionStage<EgressGrant> ask(long number, EgressReport report);
}
