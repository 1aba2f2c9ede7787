package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.JobKey;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A receiver, one nms-api and some node-workers on a Redis that the test owns; what they printed is
 * kept. Nodes are called {@code worker-1}, {@code worker-2}, ….
 */
final class TestFleet implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private final String redisUrl;
  private final DiscordReceiver receiver;
  private final JavaProcess nms;
  private final List<Node> nodes = new ArrayList<>();
  private final List<TestJob> jobs = new ArrayList<>();
  private final int nmsManagement;
  private final NmsClient client;

  private TestFleet(String redisUrl, Behaviour behaviour) {
    this.redisUrl = redisUrl;
    receiver =
        DiscordReceiver.start(
            ReceiverOptions.defaults()
                .withBehaviour(behaviour)
                .withJobKey(JobKey.marker(TestJob.MARKER)));
    nms = Programs.nms(redisUrl, receiver).start();
    var listens = nms.awaitLine("listens on http://127.0.0.1:(\\d+), .* port (\\d+)", UP_WITHIN);
    nmsManagement = Integer.parseInt(listens.group(2));
    client =
        new NmsClient(
            ApiAddress.parse("http://127.0.0.1:" + listens.group(1)), new ApiKey(Programs.API_KEY));
  }

  /** Workers of these strengths (MAX_CONCURRENT); returns when all are alive. */
  static TestFleet start(String redisUrl, Behaviour behaviour, int... strengths) {
    TestFleet fleet = new TestFleet(redisUrl, behaviour);
    for (int strength : strengths) {
      fleet.launch(strength, redisUrl, Map.of());
    }
    fleet.awaitAlive();
    return fleet;
  }

  /** One more worker. */
  Node join(int strength) {
    return join(strength, redisUrl);
  }

  /** One more worker that takes its own way to Redis. */
  Node join(int strength, String itsRedisUrl) {
    launch(strength, itsRedisUrl, Map.of());
    awaitAlive();
    return nodes.getLast();
  }

  private void launch(int strength, String itsRedisUrl, Map<String, String> env) {
    String id = "worker-" + (nodes.size() + 1);
    JavaProcess process =
        Programs.worker(id, itsRedisUrl, receiver).env("MAX_CONCURRENT", strength).env(env).start();
    nodes.add(new Node(id, strength, process));
  }

  /** Returns when every worker that runs is alive in the eyes of the API. */
  void awaitAlive() {
    long running = nodes.stream().filter(node -> node.process().isAlive()).count();
    new Arrival(client, this::assertAllRun).await((int) running, UP_WITHIN);
  }

  /** Fails when a program has ended that nobody ended. */
  void assertAllRun() {
    for (JavaProcess process : processes()) {
      if (!process.isAlive()) {
        throw new AssertionError(
            process + " has ended; it printed:\n" + String.join("\n", process.lines()));
      }
    }
  }

  TestJob submit(String key, int targets) {
    TestJob job = TestJob.submit(client, receiver.log(), key, targets);
    jobs.add(job);
    return job;
  }

  /** What the receiver saw beside what the fleet says, of a job that has ended. */
  Truth truth(TestJob job) {
    return Truth.read(job, client, receiver.log());
  }

  /** From 1. */
  Node node(int number) {
    return nodes.get(number - 1);
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  JavaProcess nms() {
    return nms;
  }

  int nmsManagement() {
    return nmsManagement;
  }

  List<JavaProcess> processes() {
    List<JavaProcess> all = new ArrayList<>(List.of(nms));
    nodes.forEach(node -> all.add(node.process()));
    return all;
  }

  NmsClient client() {
    return client;
  }

  DiscordReceiver receiver() {
    return receiver;
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    jobs.forEach(TestJob::close);
    processes().forEach(JavaProcess::close);
    receiver.close();
  }
}
