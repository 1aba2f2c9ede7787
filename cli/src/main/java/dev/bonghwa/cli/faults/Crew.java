package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.fleet.Programs;
import dev.bonghwa.testkit.process.JavaCommand;
import dev.bonghwa.testkit.process.JavaProcess;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The workers of a fleet by number, from 1; each process has a mark of its own. */
final class Crew {

  private final Programs programs;
  private final DiscordReceiver receiver;
  private final List<CaseNode> nodes = new ArrayList<>();
  private final List<JavaProcess> everStarted = new ArrayList<>();
  private int marks;

  Crew(Programs programs, DiscordReceiver receiver) {
    this.programs = programs;
    this.receiver = receiver;
  }

  CaseNode launch(int strength, String redisUrl, Map<String, String> env) {
    String id = env.getOrDefault("NODE_ID", "worker-" + (nodes.size() + 1));
    CaseNode node = start(id, strength, redisUrl, env);
    nodes.add(node);
    return node;
  }

  /** Another process in the place of that one. */
  void replace(int number, Map<String, String> env) {
    CaseNode old = nodes.get(number - 1);
    nodes.set(number - 1, start(old.id(), old.strength(), old.redisUrl(), env));
  }

  private CaseNode start(String id, int strength, String redisUrl, Map<String, String> env) {
    int mark = ++marks;
    JavaCommand worker =
        programs
            .worker(id, strength)
            .env("REDIS_URL", redisUrl)
            .env("DISCORD_URL", receiver.url(mark))
            .env(env);
    JavaProcess process = worker.start();
    everStarted.add(process);
    return new CaseNode(id, strength, redisUrl, mark, process);
  }

  /** The number of the process with this mark; 0 when another has taken its place. */
  int numberOf(int mark) {
    return 1 + nodes.stream().map(CaseNode::mark).toList().indexOf(mark);
  }

  /** Also those in whose place is another. */
  List<JavaProcess> everStarted() {
    return List.copyOf(everStarted);
  }

  List<CaseNode> nodes() {
    return List.copyOf(nodes);
  }
}
