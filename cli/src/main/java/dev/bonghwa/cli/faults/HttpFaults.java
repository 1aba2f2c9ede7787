package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.receiver.Certificate;
import dev.bonghwa.testkit.receiver.ReceiverOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP/2 streams that are refused, few or cut off, and hosts that are not who they should be. */
final class HttpFaults {
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(45);

  /** So few that failed attempts do not look like an outage, which would be waited out. */
  private static final int FEW = 20;

  private static final int AT_ONCE = 20;

  private HttpFaults() {}

  static List<FaultCase> all() {
    return List.of(
        new FaultCase(
            "http2-refused",
            "30 % of the streams are refused with REFUSED_STREAM",
            "all delivered, nothing twice, nothing counts as a possible duplicate",
            HttpFaults::refuse),
        new FaultCase(
            "http2-one-stream",
            "the receiver allows one stream a connection",
            "all delivered, nothing twice, nothing counts as a possible duplicate",
            HttpFaults::oneStream),
        new FaultCase(
            "http2-goaway",
            "the receiver says GOAWAY again and again in mid-job, answers what it has taken,"
                + " closes",
            "all delivered, nothing twice, nothing counts as a possible duplicate",
            HttpFaults::goAway),
        new FaultCase(
            "tls",
            "the receiver's certificate is expired, of another host, of no authority; its"
                + " handshake stalls",
            "no request is ever sent, and all targets end with the reason",
            HttpFaults::certificates));
  }

  private static void refuse(Arena arena) {
    var normal = new Resends();
    Behaviour refusing =
        request ->
            request.attempt() == 1 && Targets.number(request.webhook()) % 10 < 3
                ? new ReceiverReply.Refused(Duration.ZERO)
                : normal.reply(request);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(refusing).start(40, 40);
    deliver(arena, fleet, arena.scale().of(4_000, 40_000));
  }

  private static void oneStream(Arena arena) {
    var options = ReceiverOptions.defaults().withMaxStreams(1);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(options).start(40, 40);
    deliver(arena, fleet, arena.scale().of(1_000, 10_000));
  }

  private static void goAway(Arena arena) {
    int targets = arena.scale().of(4_000, 40_000);
    CaseFleet fleet = arena.fleet(arena.redis()).receiver(new Resends()).start(40, 40);
    FleetJob job = fleet.submit("streams", targets);
    for (int twentieth = 1; twentieth < 20; twentieth++) {
      job.awaitRequests(twentieth * targets / 20, arena.scale().seconds(60, 200));
      fleet.receiver().goAway();
    }
    requireUndoubted(arena, fleet, job);
  }

  private static void deliver(Arena arena, CaseFleet fleet, int targets) {
    requireUndoubted(arena, fleet, fleet.submit("streams", targets));
  }

  private static void requireUndoubted(Arena arena, CaseFleet fleet, FleetJob job) {
    Check check = arena.check(fleet, job, arena.scale().seconds(60, 200)).allDelivered().once();
    long doubtful = fleet.client().job(job.latest().id()).number("possible_duplicates");
    check.same("possible duplicates", 0L, doubtful);
  }

  private static void certificates(Arena arena) {
    for (Certificate certificate : Certificate.BAD) {
      var options = ReceiverOptions.defaults().withCertificate(certificate);
      CaseFleet fleet = arena.fleet(arena.redis()).receiver(options).start(AT_ONCE);
      requireUnsent(arena, fleet, "tls");
    }
    requireUnsent(arena, stalled(arena), "connect timeout");
  }

  /** Handshakes come one after the other, so most requests end while they wait for theirs. */
  private static CaseFleet stalled(Arena arena) {
    CaseFleet fleet = arena.fleet(arena.redis()).start();
    Map<String, String> env =
        Map.of(
            "DISCORD_URL", stalling(arena),
            "CONNECT_TIMEOUT", "300ms",
            "REQUEST_TIMEOUT", "2s",
            "MAX_ATTEMPTS", "3");
    fleet.launch(AT_ONCE, fleet.redisUrl(), env);
    fleet.awaitAlive();
    return fleet;
  }

  /** Its kernel takes connections, and nobody ever answers on them. */
  private static String stalling(Arena arena) {
    try {
      var silent = arena.keep(new ServerSocket(0, FEW * FEW, InetAddress.getLoopbackAddress()));
      return "https://127.0.0.1:" + silent.getLocalPort() + "/api/v10/webhooks";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireUnsent(Arena arena, CaseFleet fleet, String reason) {
    FleetJob job = fleet.submit("unsent", FEW);
    Check check = arena.check(fleet, job, ENDED_WITHIN).ended(TargetState.FAILED, FEW);
    List<String> reasons = fleet.truth(job).listed().stream().map(Truth.End::reason).toList();
    arena.tell("why: %s".formatted(reasons.stream().findFirst().orElse("not said")));
    check
        .require(job.requests() == 0, "requests: " + job.requests())
        .require(
            reasons.size() == FEW && reasons.stream().allMatch(why -> why.contains(reason)),
            "the reasons are " + reasons);
  }
}
