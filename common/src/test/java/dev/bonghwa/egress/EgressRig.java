package dev.bonghwa.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.EgressReport.Refusal;
import dev.bonghwa.egress.EgressReport.Stage;
import dev.bonghwa.hash.Digests;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.node.NodeId;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An egress group in a real Redis whose clock stands still until a test moves it. The numbers are
 * those of {@code ask.lua}, told once more: who changes one there has to mean it.
 */
final class EgressRig implements BeforeEachCallback, AfterEachCallback {

  /** Requests a second that a group begins at. */
  static final int FIRST = 45;

  /** Requests a second right after a pause; they double each second. */
  static final int RAMP = 10;

  /** The step up before there was any limit. */
  static final double GROWTH = 1.25;

  /** The step back at a limit. */
  static final double BACK = 0.96;

  /** As near to the ceiling as half the way may lead. */
  static final double BELOW = 0.98;

  /** What one alone is granted at once: half a second of {@link #FIRST}, and the one due now. */
  static final int AHEAD = FIRST / 2 + 1;

  /** More than the ten seconds of use in full after which a rate grows. */
  static final Duration PERIOD = Duration.ofSeconds(11);

  /** So many answers that count against the address, in ten minutes, stop the group. */
  static final int BUDGET = 5_000;

  /** The seconds that a key lives, and those that are left of it while a test runs. */
  static final long LIVES = Duration.ofHours(26).toSeconds();

  static final long FRESH = LIVES - 1_000;

  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  /** Rates come with three digits. */
  static final Offset<Double> ROUNDED = Offset.strictOffset(0.001);

  static final String GROUP = "bonghwa:{egress:home}";
  static final String NODES = GROUP + ":nodes";
  static final String INVALID = GROUP + ":invalid";

  private static final int MANY = 1_000_000;

  private static final String CLOCK =
      """
      local real = redis
      local redis = {call = function(name, ...)
        if name == 'TIME' then
          local ms = tonumber(real.call('GET', 'clock'))
          return {string.format('%d', ms / 1000), string.format('%d', ms % 1000 * 1000)}
        end
        return real.call(name, ...)
      end, pcall = real.pcall}
      """;

  private static final LuaScript ASK = onClock(LuaScript.of(EgressGroup.class, "ask"));

  final List<Long> sends = new ArrayList<>();
  private final EmbeddedRedis server;
  private final Redis redis;
  private long now = 1_700_000_000_000L;

  EgressRig(RedisExtension running) {
    this.server = running.server();
    this.redis = Redis.connect(RedisSettings.of(server.uri().toString()), "test");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    pass(Duration.ZERO);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    redis.close();
  }

  void pass(Duration time) {
    now += time.toMillis();
    server.call("SET", "clock", "" + now);
  }

  /** The field in which answers that come now are counted. */
  String slot() {
    return "" + now / 30_000;
  }

  Member auto(String node) {
    return new Member(node, "auto");
  }

  Member member(String node, String rate) {
    return new Member(node, rate);
  }

  /** All of them send as much as they may for that long, four calls a second each. */
  void send(Duration time, Member... members) {
    for (long quarter = time.toMillis() / 250; quarter > 0; quarter--) {
      for (Member member : members) {
        pass(Duration.ofMillis(250 / members.length));
        member.send(MANY);
      }
    }
  }

  /** The most requests that were due within any second. */
  int mostInASecond() {
    return sends.stream()
        .mapToInt(from -> (int) sends.stream().filter(at -> at >= from && at < from + 1e9).count())
        .max()
        .orElse(0);
  }

  /** How long a key lives yet, in seconds. */
  long ttl(String key) {
    return Long.parseLong(server.call("TTL", key));
  }

  private static LuaScript onClock(LuaScript script) {
    String source = CLOCK + script.source();
    byte[] sha = Digests.sha1().digest(source.getBytes(UTF_8));
    return new LuaScript(script.name(), source, HexFormat.of().formatHex(sha));
  }

  /** One node of the group. */
  final class Member {
    int sent;
    private final EgressGroup group;
    private long number;
    private int granted;

    Member(String node, String rate) {
      var self = new InstanceId(new NodeId(node), "boot");
      this.group = new EgressGroup(redis, "home", self, rate, ASK);
    }

    EgressGrant call(long number, EgressReport report) {
      return group.ask(number, report).toCompletableFuture().join();
    }

    EgressGrant call(EgressReport report) {
      return call(++number, report);
    }

    EgressGrant call() {
      return call(new EgressReport(MANY, 0, 0, null, Probe.NONE));
    }

    /** The copy of the last call. */
    EgressGrant again() {
      return call(number, new EgressReport(MANY, 100, 100, null, Probe.NONE));
    }

    /** Sends what was granted before, and asks for more. */
    EgressGrant send(int ready) {
      EgressGrant grant = call(new EgressReport(ready, granted, 0, null, Probe.NONE));
      granted = grant.requests();
      sent += granted;
      LongStream.range(0, granted)
          .map(
              i -> now * 1_000_000 + grant.start().plus(grant.interval().multipliedBy(i)).toNanos())
          .forEach(sends::add);
      return grant;
    }

    EgressGrant limited(Duration asked) {
      return refused(EgressCause.GLOBAL_LIMIT, asked, Probe.NONE);
    }

    EgressGrant refused(EgressCause cause, Duration asked, Probe probe) {
      return call(new EgressReport(0, 0, 0, new Refusal(cause, asked), probe));
    }

    EgressGrant probe(long probe, Stage stage) {
      return call(new EgressReport(0, 0, 0, null, new Probe(probe, stage)));
    }

    EgressGrant invalid(int answers) {
      return call(new EgressReport(0, 0, answers, null, Probe.NONE));
    }

    /** Waits for the end of the pause and finds that it is over. */
    void resume() {
      pass(call(new EgressReport(0, 0, 0, null, Probe.NONE)).pause());
      probe(call().probe(), Stage.ANSWERED);
    }

    double rate() {
      return call(new EgressReport(0, 0, 0, null, Probe.NONE)).perSecond();
    }
  }
}
