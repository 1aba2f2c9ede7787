package dev.bonghwa.cli.faults;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.proxy.FaultProxy;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Some of the webhooks answer late, not at all, or with what must not be believed. */
final class AnswerFaults {
  private static final Duration DONE_AFTER_THE_LAST_WAIT = Duration.ofSeconds(10);
  private static final Answer PAGE =
      Answer.of(404).body("text/html", "<!doctype html><title>Not Found</title>").fromEdge();

  private AnswerFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "slow-receiver",
            "1 % of the webhooks answer after 30 s (quick: 10 s)",
            "never more in flight than MAX_CONCURRENT; all others are done before the first slow"
                + " one answers; nothing twice",
            AnswerFaults::slow),
        new FaultCase(
            "resets",
            "connections are refused at first; then 10 % each are reset, hung up on, cut within"
                + " the status line, cut within the body",
            "all delivered, nothing that got a 2xx was called again, and exactly those that got no"
                + " status line count as possible duplicates",
            AnswerFaults::breakOff),
        new FaultCase(
            "rate-limit-storm",
            "30 % are answered 429 with Retry-After as seconds, decimals or date, missing,"
                + " negative, huge",
            "nothing early, nothing twice, done within the longest wait and 10 s; the huge ones"
                + " end as expired at once",
            AnswerFaults::limit),
        new FaultCase(
            "not-found-pages",
            "7 % answer 404 with 10015, 7 % answer 404 with a page of somebody else's",
            "one request to each of the first, for ever; at most two to each of the others, which"
                + " the next job calls again",
            AnswerFaults::pages));
  }

  private static void slow(Arena arena) {
    Duration slowness = arena.scale().seconds(10, 30);
    int targets = arena.scale().of(3_000, 20_000);
    var prompt = new Resends();
    Behaviour behaviour =
        request ->
            Targets.number(request.webhook()) % 100 == 50
                ? Answers.delivered(request).after(slowness)
                : prompt.reply(request);
    CaseFleet fleet =
        arena
            .fleet(arena.redis())
            .receiver(behaviour)
            .env("REQUEST_TIMEOUT", slowness.plusSeconds(15).toSeconds() + "s")
            .start(40, 40);
    MostOpen open = arena.keep(MostOpen.watch(fleet.receiver()));

    FleetJob job = fleet.submit("slow", targets);
    job.awaitEnded(targets - targets / 100, slowness);
    arena.tell("all but the slow ones are done");

    arena
        .check(fleet, job, arena.scale().seconds(30, 60))
        .allDelivered()
        .once()
        .require(open.most() <= 80, "in flight: " + open.most());
  }

  private static void breakOff(Arena arena) {
    int targets = arena.scale().of(3_000, 30_000);
    var breaks = new Breaks();
    CaseFleet fleet =
        arena
            .fleet(arena.redis())
            .receiver(ReceiverOptions.defaults().withBehaviour(breaks).withHttp1Only())
            .start();
    FaultProxy way = arena.keep(FaultProxy.to(fleet.receiver().port()));
    launchBehind(fleet, way);
    launchBehind(fleet, way);
    fleet.awaitAlive();

    way.refuse();
    FleetJob job = fleet.submit("broken-off", targets);
    arena.pass(Duration.ofSeconds(1));
    way.heal();
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 200)).allDelivered().once();

    long counted = fleet.client().job(job.latest().id()).number("possible_duplicates");
    check.same("possible duplicates", breaks.unknown(), counted);
    requireOneRequestPerCutBody(check, fleet, targets);
  }

  /** A 2xx without its end is no whole success, so none of these counts as sent twice. */
  private static void requireOneRequestPerCutBody(Check check, CaseFleet fleet, int targets) {
    IntStream.range(0, targets)
        .filter(Breaks::cutsBody)
        .mapToLong(Targets::webhook)
        .mapToObj(fleet.receiver().log()::requestsOf)
        .filter(requests -> requests.size() != 1)
        .forEach(requests -> check.require(false, "not called once: " + requests));
  }

  private static void launchBehind(CaseFleet fleet, FaultProxy way) {
    String url = "https://127.0.0.1:" + way.port() + fleet.receiver().url().getPath();
    fleet.launch(40, fleet.redisUrl(), Map.of("DISCORD_URL", url));
  }

  private static void limit(Arena arena) {
    int targets = arena.scale().of(3_000, 20_000);
    var storm = new LimitStorm(arena.scale().of(4, 60));
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(storm).start(40, 40);

    FleetJob job = fleet.submit("storm", targets);
    job.awaitRequests(targets, arena.scale().seconds(60, 200));
    arena.tell("each target was tried");
    Duration patience = storm.longest().plus(DONE_AFTER_THE_LAST_WAIT);
    long tried = System.nanoTime();
    Check check = arena.check(fleet, job, patience);
    arena.figures().recovered(Duration.ofNanos(System.nanoTime() - tried));

    long hopeless = LimitStorm.hopeless(targets);
    check.delivered(targets - hopeless).ended(TargetState.EXPIRED, hopeless).once().polite();
  }

  private static void pages(Arena arena) {
    int targets = arena.scale().of(4_000, 40_000);
    var prompt = new Resends();
    Behaviour behaviour =
        request -> {
          long share = Targets.number(request.webhook()) % 100;
          return share < 7 ? Answers.gone() : share < 14 ? PAGE : prompt.reply(request);
        };
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(behaviour).start(40, 40);
    long each = IntStream.range(0, targets).filter(i -> i % 100 < 7).count();

    FleetJob job = fleet.submit("pages", targets);
    job.awaitEnded(targets - each, arena.scale().seconds(60, 200));
    // The second look at a page comes a minute later: a quick run does not wait for it.
    if (arena.scale() == Scale.QUICK) {
      fleet.client().control(job.latest().id(), "cancel");
    }
    Check check = arena.check(fleet, job, Duration.ofSeconds(150));
    check.delivered(targets - 2 * each).ended(TargetState.GONE, each).once().polite();
    requireFewRequests(arena, fleet, targets);

    fleet.receiver().behave(new Resends());
    FleetJob next = fleet.submit("day-after", targets);
    // Who answered with a page is left alone for that minute by other jobs too.
    if (arena.scale() == Scale.QUICK) {
      next.awaitEnded(targets - 2 * each, Duration.ofSeconds(30));
      fleet.client().control(next.latest().id(), "cancel");
      arena.check(fleet, next, Duration.ofSeconds(30)).once().polite();
    } else {
      arena.check(fleet, next, Duration.ofSeconds(200)).delivered(targets - each).polite();
    }
  }

  private static void requireFewRequests(Arena arena, CaseFleet fleet, int targets) {
    for (int index = 0; index < targets; index++) {
      int requests = fleet.receiver().log().requests(Targets.webhook(index));
      int most = index % 100 < 7 ? 1 : index % 100 < 14 ? 2 : 1;
      if (requests > most) {
        arena.figures().broken("target " + index + " was called so many times: " + requests);
      }
    }
  }
}
