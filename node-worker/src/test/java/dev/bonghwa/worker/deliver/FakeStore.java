package dev.bonghwa.worker.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointKey;
import dev.bonghwa.endpoint.Probation;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.queue.JobControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Redis as deliveries see it beside settling: answers at once, or not at all. */
final class FakeStore implements DeliveryStore {

  final Set<EndpointKey> gone = new HashSet<>();
  final Map<EndpointKey, Probation> probations = new HashMap<>();
  final List<String> stopped = new ArrayList<>();
  final List<JobId> rung = new ArrayList<>();
  boolean proven;
  boolean down;

  @Override
  public CompletionStage<Known> known(Collection<EndpointKey> keys) {
    var buried = new HashSet<>(keys);
    buried.retainAll(gone);
    var refused = new HashMap<>(probations);
    refused.keySet().retainAll(keys);
    return answer(new Known(buried, refused));
  }

  @Override
  public CompletionStage<Probation> refused(EndpointKey key) {
    if (!down) {
      probations.put(key, new Probation(1, FakeSettles.START.plus(Duration.ofMinutes(10))));
    }
    return answer(probations.get(key));
  }

  @Override
  public CompletionStage<Boolean> accepted(EndpointKey key) {
    return answer(probations.remove(key) != null);
  }

  @Override
  public CompletionStage<Boolean> bury(Endpoint endpoint, String reason) {
    return down ? answer(false) : answer(gone.add(endpoint.key()));
  }

  @Override
  public CompletionStage<byte[]> message(JobId job) {
    return answer("{}".getBytes(UTF_8));
  }

  @Override
  public CompletionStage<JobControl.Result> stop(JobId job, String reason) {
    stopped.add(reason);
    return answer(JobControl.Result.DONE);
  }

  @Override
  public CompletionStage<JobControl.Result> refuse(JobId job, String reason) {
    return proven ? answer(JobControl.Result.PROVEN) : stop(job, reason);
  }

  @Override
  public CompletionStage<Boolean> ring(JobId job, Priority priority) {
    rung.add(job);
    return answer(true);
  }

  private <T> CompletionStage<T> answer(T value) {
    return down
        ? CompletableFuture.failedStage(new IOException("down"))
        : CompletableFuture.completedStage(value);
  }
}
