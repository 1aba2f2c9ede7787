package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.truth.MadeUpJob;
import dev.bonghwa.cli.truth.ReceiverSight;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.receiver.AddressCount;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.JobKey;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** A fleet at work, and the receiver that holds it to the limits. */
final class BenchFleet implements AutoCloseable {

  private final Stage stage;
  private final DiscordReceiver receiver;
  private final LocalFleet fleet;

  private BenchFleet(Stage stage, DiscordReceiver receiver, LocalFleet fleet) {
    this.stage = stage;
    this.receiver = receiver;
    this.fleet = fleet;
  }

  static BenchFleet start(Stage stage, ReceiverOptions options, List<Station> workers) {
    DiscordReceiver receiver =
        DiscordReceiver.start(options.withJobKey(JobKey.marker(MadeUpJob.MARKER)));
    try {
      return new BenchFleet(stage, receiver, LocalFleet.start(workers, receiver));
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  /** The first so many webhooks of the stage's seed get a message. */
  BenchJob submit(String key, int targets) {
    return BenchJob.submit(this, stage, key, targets);
  }

  /** So that the first real submit is not the first of this nms-api's life. */
  void rehearse(int targets) {
    BenchJob.rehearse(this, stage, targets);
  }

  /** What the receiver saw beside what the fleet says, of a job that has ended. */
  Truth truth(BenchJob job) {
    return Truth.read(
        client(),
        job.targets(),
        job.look(),
        ReceiverSight.of(receiver.log(), job.key(), stage.seed()));
  }

  /** That report and receiver agree about jobs that have ended. */
  void checkTruth(List<BenchJob> jobs) {
    List<String> found =
        jobs.stream().flatMap(job -> truth(job).contradictions().stream()).toList();
    stage.goal(
        "contradictions between the fleet's report and the receiver's record",
        "none",
        found.isEmpty(),
        "%s",
        found.isEmpty() ? "none" : found);
  }

  /** Of the address with this number. */
  AddressCount count(int number) {
    return Objects.requireNonNull(receiver.addresses().get(Addressed.address(number)));
  }

  /** Of all addresses together. */
  long sum(ToLongFunction<AddressCount> count) {
    return receiver.addresses().values().stream().mapToLong(count).sum();
  }

  NmsClient client() {
    return fleet.client();
  }

  DiscordReceiver receiver() {
    return receiver;
  }

  void requireAlive() {
    fleet.requireAlive();
  }

  @Override
  public void close() {
    fleet.close();
    receiver.close();
  }
}
