package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the most requests that came from one worker within one second, any second. */
final class MostPerSecond implements Behaviour {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Behaviour behaviour;
  private final Map<Integer, Window> windows = new ConcurrentHashMap<>();

  private static final class Window {
    private final Deque<Long> latest = new ArrayDeque<>();
    private int most;

    private synchronized void add(long now) {
      while (!latest.isEmpty() && now - latest.peekFirst() > SECOND) {
        latest.removeFirst();
      }
      latest.addLast(now);
      most = Math.max(most, latest.size());
    }

    private synchronized int most() {
      return most;
    }
  }

  MostPerSecond(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    windows.computeIfAbsent(request.version(), unseen -> new Window()).add(System.nanoTime());
    return behaviour.reply(request);
  }

  int of(CaseNode node) {
    return windows.computeIfAbsent(node.mark(), unseen -> new Window()).most();
  }
}
