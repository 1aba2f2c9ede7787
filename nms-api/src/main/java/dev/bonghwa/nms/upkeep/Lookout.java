package dev.bonghwa.nms.upkeep;

import dev.bonghwa.egress.ProxyState;
import dev.bonghwa.egress.ProxyStates;
import dev.bonghwa.job.Job;
import dev.bonghwa.nms.metrics.JobSums;
import dev.bonghwa.nms.metrics.Sight;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.JobUpkeep;
import dev.bonghwa.redis.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at the whole fleet, for metrics and planning: with every fifth pass of upkeep, for it reads
 * every job that has not ended.
 */
public final class Lookout {
  private static final int PASSES_PER_LOOK = 5;

  private final Redis redis;
  private final JobReader reader;
  private final Fleet fleet;
  private final ProxyStates proxies;
  private final Progress progress = new Progress();
  private Duration oldestQueued = Duration.ZERO;
  private int passes;

  /** Looks at what is kept there. */
  public Lookout(Redis redis, JobReader reader, Fleet fleet) {
    this.redis = redis;
    this.reader = reader;
    this.fleet = fleet;
    this.proxies = new ProxyStates(redis);
  }

  /** Takes a pass; answers what it saw when it looked. */
  Optional<Sight> after(JobUpkeep.Pass pass) throws InterruptedException {
    // Other programs visit jobs too: of the passes since the last look one of ours met each.
    oldestQueued =
        oldestQueued.compareTo(pass.oldestQueued()) > 0 ? oldestQueued : pass.oldestQueued();
    return passes++ % PASSES_PER_LOOK == 0 ? Optional.of(look(pass)) : Optional.empty();
  }

  private Sight look(JobUpkeep.Pass pass) throws InterruptedException {
    List<Job> jobs = Await.on(reader.unfinished());
    Sight sight =
        new Sight(
            JobSums.of(jobs, pass.at()),
            oldestQueued,
            progress.look(jobs, pass.at()),
            fleet.sums(),
            fleet.egress(),
            Await.on(proxies.all()).stream()
                .collect(Collectors.groupingBy(ProxyState::state, Collectors.counting())),
            Await.on(redis.state()));
    oldestQueued = Duration.ZERO;
    return sight;
  }
}
