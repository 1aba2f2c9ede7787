package dev.bonghwa.nms.jobs;

import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.plan.Pace;
import dev.bonghwa.nms.submit.InvalidTarget;
import dev.bonghwa.nms.submit.Planned;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a dry run answers. */
record PlanView(
    long total,
    long duplicates,
    long alreadyGone,
    long invalid,
    List<InvalidTarget> invalidTargets,
    List<ShardView> shards,
    @Nullable Long etaSeconds,
    @Nullable Double ratePerSecond,
    @Nullable String limitedBy,
    List<String> warnings) {

  record ShardView(String node, int targets) {}

  static PlanView of(Planned planned) {
    Planned.Forecast forecast = planned.forecast();
    return new PlanView(
        planned.total(),
        planned.excluded().duplicates(),
        planned.excluded().alreadyGone(),
        planned.excluded().invalid(),
        planned.invalid(),
        shards(planned),
        forecast.seconds().isPresent() ? forecast.seconds().getAsLong() : null,
        forecast.perSecond() > 0 ? Json.tenths(forecast.perSecond()) : null,
        word(forecast.limit()),
        planned.warnings());
  }

  private static List<ShardView> shards(Planned planned) {
    return planned.shards().entrySet().stream()
        .map(shard -> new ShardView(shard.getKey().value(), shard.getValue()))
        .sorted(Comparator.comparing(ShardView::node))
        .toList();
  }

  private static @Nullable String word(Pace.@Nullable Limit limit) {
    return limit == null ? null : limit.name().toLowerCase(Locale.ROOT);
  }
}
