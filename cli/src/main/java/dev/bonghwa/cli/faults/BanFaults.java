package dev.bonghwa.cli.faults;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The whole address that workers send from is limited, banned or blocked. */
final class BanFaults {
  private static final Duration GLOBAL_WAIT = Duration.ofSeconds(5);
  private static final Duration WATCHED = Duration.ofSeconds(5);
  private static final String PROMISE =
      "after the first such answer at most what was in flight and one probe a worker until it"
          + " ends; no webhook counts as gone";

  private BanFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "global-limit",
            "everybody is answered 429 of scope global for 5 s in mid-job",
            PROMISE + "; nothing early, done within 30 s of its end",
            BanFaults::limit),
        ban("ban-page", "Cloudflare's ban page", Answers.banPage()),
        ban("ban-json", "Cloudflare's ban as JSON", Answers.banJson()),
        ban("ban-block", "403 with 40333", Answers.blocked()));
  }

  private static FaultCase ban(String name, String what, Answer answer) {
    return new FaultCase(
        name,
        "everybody is answered with " + what + " for 30 s in mid-job (quick: to its cancelling)",
        PROMISE,
        arena -> ban(arena, answer));
  }

  private static void limit(Arena arena) {
    Ban ban = new Ban(Answers.rateLimitedGlobally(GLOBAL_WAIT));
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(ban).start(20, 20);
    FleetJob job = begun(arena, fleet);

    ban.begin();
    arena.pass(GLOBAL_WAIT.minusMillis(500));
    ban.end();
    long ended = System.nanoTime();
    requireFew(arena, fleet, ban);
    Check check = arena.check(fleet, job, Duration.ofSeconds(30));
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - ended));
    check.allDelivered().once().polite();
  }

  private static FleetJob begun(Arena arena, CaseFleet fleet) {
    int targets = arena.scale().of(2_000, 10_000);
    FleetJob job = fleet.submit("ban", targets);
    job.awaitEnded(targets / 4, arena.scale().seconds(30, 60));
    return job;
  }

  private static void ban(Arena arena, Answer answer) {
    Ban ban = new Ban(answer);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(ban).start(20, 20);
    FleetJob job = begun(arena, fleet);

    ban.begin();
    arena.pass(arena.scale() == Scale.FULL ? Duration.ofSeconds(30) : WATCHED);
    requireFew(arena, fleet, ban);
    ban.end();
    if (arena.scale() == Scale.QUICK) {
      fleet.client().control(job.latest().id(), "cancel");
    }

    Check check =
        arena.check(fleet, job, Duration.ofSeconds(150)).once().ended(TargetState.GONE, 0);
    if (arena.scale() == Scale.FULL) {
      check.allDelivered();
    }
  }

  private static void requireFew(Arena arena, CaseFleet fleet, Ban ban) {
    long most = fleet.nodes().stream().mapToLong(node -> node.strength() + 1).sum();
    arena.tell("%d requests after the first such answer".formatted(ban.after()));
    if (ban.after() < 0 || ban.after() > most) {
      arena.figures().broken("requests after the first such answer: " + ban.after());
    }
  }

  /** The same answer to everybody, at once, from its beginning to its end. */
  private static final class Ban implements Behaviour {
    private final Behaviour normal = new Resends();
    private final ReceiverReply answer;
    private final AtomicLong given = new AtomicLong();
    private volatile boolean on;

    Ban(ReceiverReply answer) {
      this.answer = answer;
    }

    void begin() {
      on = true;
    }

    void end() {
      on = false;
    }

    /** Requests since the first one that was answered so; -1 if none was. */
    long after() {
      return given.get() - 1;
    }

    @Override
    public ReceiverReply reply(ReceivedRequest request) {
      if (!on) {
        return normal.reply(request);
      }
      given.incrementAndGet();
      return answer;
    }
  }
}
