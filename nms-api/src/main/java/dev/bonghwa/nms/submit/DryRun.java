package dev.bonghwa.nms.submit;

import dev.bonghwa.job.JobSpec;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.plan.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A submit that is read, checked and planned like any other, and of which nothing is written. */
final class DryRun {
  private static final int NEVER = 413;

  private final Submissions all;

  DryRun(Submissions all) {
    this.all = all;
  }

  Planned run(Source source) throws InterruptedException {
    Staging staging =
        new Staging(
            batches -> CompletableFuture.completedStage(true),
            all.fleet().plan(),
            all.settings().batchSize(),
            false);
    GoneFilter filter = new GoneFilter(all.store().gone(), staging);

    Content content = source.read(filter);
    filter.finish();
    staging.finish();
    long total = staging.plan().values().stream().mapToLong(Integer::longValue).sum();
    List<String> warnings = new ArrayList<>(content.request().warnings());
    refusal(total).ifPresent(warnings::add);
    all.estimates().warning(total, content.request().expiresIn(), false).ifPresent(warnings::add);
    return new Planned(
        total,
        new JobSpec.Excluded(content.duplicates(), filter.alreadyGone(), content.invalid()),
        content.told(),
        staging.plan(),
        forecast(total),
        warnings);
  }

  /** What would pass if one waited is only told; a job that is too large would never be taken. */
  private Optional<String> refusal(long total) throws InterruptedException {
    try {
      all.admission().check(total);
      return Optional.empty();
    } catch (Problem refusal) {
      if (refusal.status() == NEVER) {
        throw refusal;
      }
      return Optional.of(
          "now the job would be refused with %d: %s".formatted(refusal.status(), refusal.detail()));
    }
  }

  private Planned.Forecast forecast(long total) throws InterruptedException {
    Pace pace = all.fleet().pace();
    long waiting = all.admission().waiting();
    return new Planned.Forecast(
        pace.perSecond(), pace.seconds(waiting, total), pace.limitOf(waiting, total));
  }
}
