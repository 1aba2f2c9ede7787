package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.api.ApiAddress;
import dev.bonghwa.cli.api.ApiKey;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.cli.fleet.Readiness;
import dev.bonghwa.cli.truth.ReceiverSight;
import dev.bonghwa.cli.truth.Sight;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.FreePort;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.process.Signal;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A receiver, one nms-api and some node-workers on a Redis that the case owns; what they printed is
 * kept. Nodes are called {@code worker-1}, {@code worker-2}, …, and asked for by number.
 */
final class CaseFleet implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);
  private static final Duration DOWN_WITHIN = Duration.ofSeconds(25);

  static final String API_KEY = "a-key-for-the-fleet-tests";

  private final Programs programs;
  private final DiscordReceiver receiver;
  private final String nmsRedisUrl;
  private final List<ConnectionWatch> connections;
  private final int port = FreePort.next();
  private final List<JavaProcess> ended = new ArrayList<>();
  private final Crew crew;
  private final List<FleetJob> jobs = new ArrayList<>();
  private final NmsClient client =
      new NmsClient(ApiAddress.parse("http://127.0.0.1:" + port), new ApiKey(API_KEY));
  private final List<JavaProcess> apis = new ArrayList<>();
  private @Nullable JavaProcess nms;

  /** nms-api takes this way to Redis, the workers that of the programs. */
  CaseFleet(
      Programs programs,
      DiscordReceiver receiver,
      String nmsRedisUrl,
      List<ConnectionWatch> connections) {
    this.programs = programs;
    this.receiver = receiver;
    this.nmsRedisUrl = nmsRedisUrl;
    this.connections = connections;
    crew = new Crew(programs, receiver);
  }

  /** Starts nms-api, by which a fleet begins. */
  CaseFleet begin() {
    nms = startNms(Map.of());
    return this;
  }

  private JavaProcess startNms(Map<String, String> env) {
    JavaProcess process =
        programs.nms(port, API_KEY).env("REDIS_URL", nmsRedisUrl).env(env).start();
    apis.add(process);
    process.awaitLine("listens on ", UP_WITHIN);
    return process;
  }

  /** One more worker; {@link #awaitAlive} tells when it is there. */
  CaseNode launch(int strength) {
    return launch(strength, programs.redisUrl(), Map.of());
  }

  /** One more worker that takes its own way to Redis. */
  CaseNode launch(int strength, String redisUrl, Map<String, String> env) {
    return crew.launch(strength, redisUrl, env);
  }

  /** kill -9. */
  void kill(int number) {
    CaseNode node = node(number);
    end(node);
    node.process().signal(Signal.KILL);
    node.process().awaitExit(DOWN_WITHIN);
  }

  /** SIGTERM; answers how long it took to leave, with exit code 0. */
  Duration terminate(int number) {
    return Leaving.ask(this, number).awaitLeft();
  }

  /** From now on this one is meant to be gone. */
  void end(CaseNode node) {
    ended.add(node.process());
  }

  /** A new process in the place of one that has ended: the same node, another instance. */
  void replace(int number) {
    replace(number, Map.of());
  }

  void replace(int number, Map<String, String> env) {
    crew.replace(number, env);
  }

  /** kill -9 of nms-api. */
  void killNms() {
    ended.add(nms());
    nms().close();
  }

  /** A new one on the same port. */
  void replaceNms() {
    replaceNms(Map.of());
  }

  void replaceNms(Map<String, String> env) {
    killNms();
    nms = startNms(env);
  }

  /** Returns when every worker that runs is alive in the eyes of the API. */
  void awaitAlive() {
    List<JavaProcess> running =
        nodes().stream().map(CaseNode::process).filter(JavaProcess::isAlive).toList();
    awaitStarted();
    new Readiness(client, this::requireRunning).await(running.size(), UP_WITHIN);
  }

  /** A node of its name may count as alive for what was there before this process. */
  void awaitStarted() {
    nodes().stream()
        .map(CaseNode::process)
        .filter(JavaProcess::isAlive)
        .forEach(worker -> worker.awaitLine("registered in the fleet", UP_WITHIN));
  }

  private void requireRunning() {
    findings(processes()).stream()
        .findFirst()
        .ifPresent(
            finding -> {
              throw new AssertionError(finding);
            });
  }

  private static List<String> findings(List<JavaProcess> processes) {
    return processes.stream()
        .filter(process -> !process.isAlive())
        .map(process -> process + " has ended; it printed:\n" + String.join("\n", process.lines()))
        .toList();
  }

  /** What is wrong with the programs, whatever the case was. */
  List<String> findings() {
    List<String> findings = new ArrayList<>(findings(processes()));
    connections.forEach(server -> findings.addAll(server.findings(nodes())));
    findings.addAll(Secrets.of(mostTargets()).findings(this));
    return findings;
  }

  private int mostTargets() {
    return jobs.stream().mapToInt(FleetJob::targets).max().orElse(0);
  }

  FleetJob submit(String key, int targets) {
    return submit(Order.of(key, targets));
  }

  FleetJob submit(Order order) {
    FleetJob job = FleetJob.submit(client, receiver().log(), order);
    jobs.add(job);
    return job;
  }

  /** What the receiver saw beside what the fleet says, of a job that has ended. */
  Truth truth(FleetJob job) {
    Sight sight = ReceiverSight.of(receiver().log(), job.key(), Targets.SEED);
    return Truth.read(client, job.targets(), client.job(job.latest().id()), sight);
  }

  /** From 1. */
  CaseNode node(int number) {
    return nodes().get(number - 1);
  }

  /** The number of the worker whose requests have this mark; 0: it has been replaced. */
  int numberOf(int mark) {
    return crew.numberOf(mark);
  }

  List<CaseNode> nodes() {
    return crew.nodes();
  }

  JavaProcess nms() {
    return Objects.requireNonNull(nms, "the fleet has not begun");
  }

  List<ConnectionWatch> connections() {
    return connections;
  }

  /** The way that most programs take to Redis. */
  String redisUrl() {
    return programs.redisUrl();
  }

  /** Those that should be running. */
  List<JavaProcess> processes() {
    List<JavaProcess> all = new ArrayList<>(List.of(nms()));
    nodes().forEach(node -> all.add(node.process()));
    all.removeAll(ended);
    return all;
  }

  /** Also those that have been replaced, and those that were meant to end. */
  List<JavaProcess> everStarted() {
    List<JavaProcess> all = new ArrayList<>(apis);
    all.addAll(crew.everStarted());
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
    jobs.forEach(FleetJob::close);
    connections.forEach(ConnectionWatch::close);
    everStarted().forEach(JavaProcess::close);
    receiver().close();
  }
}
