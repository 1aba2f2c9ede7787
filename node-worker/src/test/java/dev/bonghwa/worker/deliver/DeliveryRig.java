package dev.bonghwa.worker.deliver;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.Priority;
import dev.bonghwa.job.Target;
import dev.bonghwa.queue.ClaimReply.Claimed;
import dev.bonghwa.queue.ClaimedBatch;
import dev.bonghwa.queue.JobFacts;
import dev.bonghwa.queue.Retry;
import dev.bonghwa.worker.egress.Egress;
import dev.bonghwa.worker.egress.FakeGroup;
import dev.bonghwa.worker.egress.FakeProxies;
import dev.bonghwa.worker.loop.FakeLoop;
import dev.bonghwa.worker.metrics.MicrometerMetrics;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.retry.RetryPolicy;
import dev.bonghwa.worker.retry.RetryPolicy.Ambiguous;
import dev.bonghwa.worker.settle.Permits;
import dev.bonghwa.worker.settle.RateMeter;
import dev.bonghwa.worker.settle.SettleTools;
import dev.bonghwa.worker.settle.Settler;
import dev.bonghwa.worker.settle.StoreClock;
import dev.bonghwa.worker.settle.StoreLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** A node's sending side on a loop whose time stands still, with everything around it made up. */
final class DeliveryRig {

  static final JobId JOB = job(1);

  /** Of a worker in a container of 256 MB. */
  static final long HEAP = 48 << 20;

  final FakeLoop loop = new FakeLoop();
  final FakeSettles settles = new FakeSettles(loop);
  final FakeStore store = new FakeStore();
  final FakeSender sender = new FakeSender(loop::nanoTime);
  final StoreClock clock = new StoreClock();
  final WorkerMetrics metrics = new MicrometerMetrics(new SimpleMeterRegistry());
  final Permits permits;
  final Settler settler;
  final FakeGroup group = new FakeGroup();
  final FakeProxies proxies = new FakeProxies();
  final Egress egress = new Egress(loop, group, proxies);
  final Deliveries deliveries;
  boolean connected = true;

  DeliveryRig() {
    this(100);
  }

  DeliveryRig(int maxConcurrent) {
    this(maxConcurrent, true);
  }

  DeliveryRig(int maxConcurrent, boolean stealing) {
    var link = new StoreLink(() -> connected, loop::nanoTime);
    permits = new Permits(maxConcurrent, new RateMeter(loop::nanoTime), link);
    settler = new Settler(new SettleTools(loop, settles::settle, link, clock, permits, metrics));
    deliveries =
        new Deliveries(
            new DeliveryTools(
                loop,
                store,
                clock,
                settler,
                permits,
                egress,
                sender,
                List.of(new FakeChannel()),
                new RetryPolicy(3, Ambiguous.RETRY, () -> 1.0),
                metrics,
                new DeliverySettings(
                    Duration.ofSeconds(5), Duration.ofSeconds(15), stealing, 0, HEAP)));
    settler.start();
  }

  static JobId job(int number) {
    return new JobId("job_01JD6W8Z4Q3V5T7X9Y1A2B3C" + String.format("%02d", number));
  }

  /** The address of a target of the first job. */
  static String address(int index) {
    return (1_000 + index) + "/token";
  }

  static ClaimedBatch batch(int number, int targets) {
    return batch(JOB, number, number * 1_000, targets);
  }

  static ClaimedBatch batch(JobId job, int number, int firstIndex, int targets) {
    List<Target> all =
        IntStream.range(firstIndex, firstIndex + targets)
            .mapToObj(i -> new Target(i, address(i)))
            .toList();
    return new ClaimedBatch(job, number, "n/1#" + number, all, new BitSet(), List.of(), false);
  }

  /** A batch of addresses of this length. */
  static ClaimedBatch longBatch(int number, int targets, int length) {
    List<Target> all =
        IntStream.range(0, targets)
            .mapToObj(i -> new Target(i, address(i) + "x".repeat(length - address(i).length())))
            .toList();
    return new ClaimedBatch(JOB, number, "n/1#" + number, all, new BitSet(), List.of(), false);
  }

  static ClaimedBatch withRetries(ClaimedBatch b, Retry... retries) {
    return new ClaimedBatch(
        b.job(), b.number(), b.claim(), b.targets(), b.settled(), List.of(retries), b.careful());
  }

  static ClaimedBatch careful(ClaimedBatch b) {
    return new ClaimedBatch(
        b.job(), b.number(), b.claim(), b.targets(), b.settled(), b.retries(), true);
  }

  /** Brings batches of a proven job whose deadline is far. */
  void claim(ClaimedBatch... batches) {
    claim(facts(batches[0].job(), Priority.NORMAL, 100_000, true), batches);
  }

  void claim(JobFacts facts, ClaimedBatch... batches) {
    List.of(batches).forEach(settles::know);
    deliveries.take(new Claimed(facts, List.of(batches), false), loop.nanoTime());
    loop.run();
  }

  JobFacts facts(JobId job, Priority priority, long total, boolean proven) {
    return facts(job, priority, total, proven, Duration.ofHours(1));
  }

  JobFacts facts(JobId job, Priority priority, long total, boolean proven, Duration left) {
    var now = settles.now();
    return new JobFacts(
        job, JobState.RUNNING, priority, "discord", now.plus(left), total, proven, now);
  }

  /** Targets that are in hand and were not counted, or the other way round. */
  long unaccounted() {
    return deliveries.holding().open() - metrics.inHand();
  }

  /** Answers everything in flight and lets what follows happen now. */
  void answerAll(int status) {
    sender.answerAll(status);
    loop.run();
  }

  void answer(int index, int status) {
    sender.answer(address(index), status);
    loop.run();
  }
}
