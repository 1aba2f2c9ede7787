package dev.bonghwa.cli.fleet;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import dev.bonghwa.testkit.receiver.JobKey;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver, one nms-api and some node-workers on a Redis that the test owns; what they printed is
 * kept. Nodes are called {@code worker-1}, {@code worker-2}, ….
 */
final class TestFleet implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private final String redisUrl;
  private final DiscordReceiver receiver;
  private final int port = FreePort.next();
  private final List<JavaProcess> ended = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<TestJob> jobs = new ArrayList<>();
  private final NmsClient client =
      new NmsClient(ApiAddress.parse("http://127.0.0.1:" + port), new ApiKey(Programs.API_KEY));
  private JavaProcess nms;

  private TestFleet(String redisUrl, Behaviour behaviour) {
    this.redisUrl = redisUrl;
    receiver =
        DiscordReceiver.start(
            ReceiverOptions.defaults()
                .withBehaviour(behaviour)
                .withJobKey(JobKey.marker(TestJob.MARKER)));
    nms = startNms();
  }

  private JavaProcess startNms() {
    JavaProcess process = Programs.nms(redisUrl, receiver).env("PORT", port).start();
    process.awaitLine("listens on ", UP_WITHIN);
    return process;
  }

  /** Workers of these strengths (MAX_CONCURRENT); returns when all are alive. */
  static TestFleet start(String redisUrl, Behaviour behaviour, int... strengths) {
    TestFleet fleet = new TestFleet(redisUrl, behaviour);
    for (int strength : strengths) {
      fleet.nodes.add(fleet.launch(fleet.nextId(), strength, redisUrl));
    }
    fleet.awaitAlive();
    return fleet;
  }

  /** One more worker that takes its own way to Redis. */
  Node join(int strength, String itsRedisUrl) {
    nodes.add(launch(nextId(), strength, itsRedisUrl));
    awaitAlive();
    return nodes.getLast();
  }

  /** A new process in the place of one that has ended: the same node, another instance. */
  void replace(int number) {
    Node old = node(number);
    ended.add(old.process());
    nodes.set(number - 1, launch(old.id(), old.strength(), redisUrl));
    awaitAlive();
  }

  /** kill -9, and a new one on the same port. */
  void replaceNms() {
    nms.close();
    ended.add(nms);
    nms = startNms();
  }

  private String nextId() {
    return "worker-" + (nodes.size() + 1);
  }

  private Node launch(String id, int strength, String itsRedisUrl) {
    return new Node(
        id,
        strength,
        Programs.worker(id, itsRedisUrl, receiver).env("MAX_CONCURRENT", strength).start());
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

  int nmsManagement() {
    var listens = nms.awaitLine("health and metrics on port (\\d+)", UP_WITHIN);
    return Integer.parseInt(listens.group(1));
  }

  /** Those that should be running. */
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
