package dev.bonghwa.nms.jobs;

import dev.bonghwa.job.Delivery;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.queue.JobReader;
import dev.bonghwa.queue.Page;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the targets of a job were not delivered: how many of them for each reason. Counted anew for
 * each request, by reading all that {@link DeliveryList} would list; bounded however many reasons
 * there are.
 */
final class FailureCounts {
  private static final int PAGE = 1_000;
  private static final int MOST_COUNTED = 1_000;
  private static final int MOST_TOLD = 100;
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  private final JobReader reader;
  private final JobFinder finder;

  FailureCounts(JobReader reader) {
    this.reader = reader;
    this.finder = new JobFinder(reader);
  }

  /**
   * The most frequent reasons first.
   *
   * @param others how many targets have none of these reasons
   */
  private record Failures(List<Counted> failures, long others) {}

  private record Counted(String state, @Nullable Integer code, String reason, long count) {}

  private record Why(TargetState state, int code, String reason) {
    Counted times(long count) {
      return new Counted(state.word(), code == 0 ? null : code, reason, count);
    }
  }

  Reply show(Request request) throws InterruptedException {
    JobId id = finder.job(request).id();
    Map<Why, Long> counts = new HashMap<>();
    long all = 0;
    @Nullable String cursor = null;
    do {
      Page<Delivery> page = page(id, cursor);
      page.items().forEach(delivery -> count(delivery, counts));
      all += page.items().size();
      cursor = page.next();
    } while (cursor != null);
    if (Await.on(reader.hasShed(id))) {
      throw DeliveryList.noLongerKept();
    }
    return Reply.json(200, failures(counts, all));
  }

  private Page<Delivery> page(JobId id, @Nullable String cursor) throws InterruptedException {
    return Await.onRepeatable(() -> reader.deliveries(id, TargetState.FAILURES, PAGE, cursor));
  }

  private static void count(Delivery delivery, Map<Why, Long> counts) {
    // A time in a reason is another one for each target.
    String reason = TIME.matcher(delivery.reason()).replaceAll("…");
    Why why = new Why(delivery.state(), delivery.code(), reason);
    if (counts.size() < MOST_COUNTED || counts.containsKey(why)) {
      counts.merge(why, 1L, Long::sum);
    }
  }

  private static Failures failures(Map<Why, Long> counts, long all) {
    List<Counted> told =
        counts.entrySet().stream()
            .map(why -> why.getKey().times(why.getValue()))
            .sorted(
                Comparator.comparingLong(Counted::count)
                    .reversed()
                    .thenComparing(Counted::state)
                    .thenComparing(Counted::reason))
            .limit(MOST_TOLD)
            .toList();
    return new Failures(told, all - told.stream().mapToLong(Counted::count).sum());
  }
}
