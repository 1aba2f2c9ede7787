package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.Chances.Kind.CANCEL;
import static dev.bonghwa.queue.model.Chances.Kind.DEADLINE;
import static dev.bonghwa.queue.model.Chances.Kind.DOUBLED;
import static dev.bonghwa.queue.model.Chances.Kind.HAND_BACK;
import static dev.bonghwa.queue.model.Chances.Kind.KILL;
import static dev.bonghwa.queue.model.Chances.Kind.LATE_COPY;
import static dev.bonghwa.queue.model.Chances.Kind.LEASE_END;
import static dev.bonghwa.queue.model.Chances.Kind.LOST_REPLY;
import static dev.bonghwa.queue.model.Chances.Kind.MOVE;
import static dev.bonghwa.queue.model.Chances.Kind.PAUSE;
import static dev.bonghwa.queue.model.Chances.Kind.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Claim, settle, upkeep and control in every order that a few faults allow: in each state the
 * {@link QueueLaws} hold, and from each the job can end. Without one of the rules that the scripts
 * keep, the same walk finds what goes wrong.
 */
@ExtendWith(RedisExtension.class)
class QueueModelIT {

  private static final int ALL = Integer.MAX_VALUE;
  private static final int LARGE = "full".equals(System.getProperty("faults")) ? 250_000 : 10_000;

  private static ScriptRig rig;

  @BeforeAll
  static void open(EmbeddedRedis redis) {
    rig = ScriptRig.open(redis.uri().toString());
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void everyOrderOfSteps_keepsTheLaws(String name, Scenario scenario) {
    assertThat(keepsTheLaws(name, scenario, ALL).complete()).isTrue();
  }

  static Stream<Arguments> everyOrderOfSteps_keepsTheLaws() {
    return Stream.of(
        arguments("two targets", job(2).with()),
        arguments("a kill and a late copy", job(1).with(KILL, LATE_COPY)),
        arguments("a lost and a doubled message", job(1).with(LOST_REPLY, DOUBLED)),
        arguments("a lease ends, a batch is handed back", job(1).with(LEASE_END, HAND_BACK)),
        arguments("an operator and the deadline", job(1).with(PAUSE, CANCEL, DEADLINE)),
        arguments("a target that kills", job(1).crashed(2).with(KILL)),
        arguments("two nodes, one heir", job(1, 1).holding(2).tries(0).with(MOVE)));
  }

  @Tag("faults")
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void everyOrderOfMoreSteps_keepsTheLaws(String name, Scenario scenario) {
    keepsTheLaws(name, scenario, LARGE);
  }

  static Stream<Arguments> everyOrderOfMoreSteps_keepsTheLaws() {
    return Stream.of(
        arguments("a kill, a late copy, a lost message", job(2).with(KILL, LATE_COPY, LOST_REPLY)),
        arguments("a lease ends, a message is doubled", job(2).with(LEASE_END, DOUBLED)),
        arguments("an operator", job(2).with(PAUSE, CANCEL, STOP, DEADLINE, LATE_COPY)),
        arguments("a target that kills", job(2).tries(0).with(KILL, KILL, KILL, KILL)),
        arguments("two nodes", job(2, 1).holding(2).tries(0).with(KILL, LATE_COPY, MOVE)));
  }

  private static Explorer.Found keepsTheLaws(String name, Scenario scenario, int most) {
    Explorer.Found found = new Explorer<>(new QueueModel(rig, scenario), most).explore();

    System.out.println(name + ": " + found.summary());
    assertThat(found.wrong()).as("what broke, and the way there").isEmpty();
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void withoutARule_somethingIsFound(String rule, String line, String instead, Scenario scenario) {
    Mutation mutation = new Mutation(line, instead);
    Model<World> model = new QueueModel(rig.with(mutation), scenario);

    Explorer.Found found = new Explorer<>(model, ALL).explore();

    System.out.println("without '" + rule + "': " + found.summary());
    assertThat(mutation.wasMade()).isTrue();
    assertThat(found.wrong()).isNotEmpty();
  }

  static Stream<Arguments> withoutARule_somethingIsFound() {
    return Stream.of(
        arguments(
            "a settle is taken when its seq is above the batch's",
            "if s.seq <= batch.seq then",
            "if false then",
            job(2).with(LATE_COPY)),
        arguments(
            "a settle is taken from the claim that holds the batch",
            "or batch.claim ~= s.claim then",
            "then",
            job(2).tries(0).with(LEASE_END)),
        arguments(
            "a settle is taken while the batch is claimed",
            "if batch.state ~= 'C' then",
            "if false then",
            job(1).with(LEASE_END)),
        arguments(
            "the same claim is answered the same",
            "if last and number == tonumber(last) then",
            "if false then",
            job(1).with(LOST_REPLY)),
        arguments(
            "a smaller claim is answered nothing",
            "if last and number < tonumber(last) then",
            "if false then",
            job(1).with(LATE_COPY, HAND_BACK)),
        arguments(
            "the bit decides",
            "popcount(after) - popcount(settled)",
            "popcount(s.delivered)",
            job(2).with()),
        arguments(
            "a not-before stays until its target has ended",
            "if s.retries_follow == '1' then",
            "if true then",
            job(2).with()),
        arguments(
            "what waits has a time",
            "dues[s.batch] = s.first_due",
            "dues[s.batch] = false",
            job(1).with()),
        arguments(
            "a lease ends",
            "redis.call('ZRANGEBYSCORE', job .. ':due', '-inf', integer(now())",
            "redis.call('ZRANGEBYSCORE', job .. ':due', '-inf', '0'",
            job(1).with(KILL)),
        arguments(
            "a job completes when every target has ended",
            "elseif stopped_early or ends < total then",
            "elseif stopped_early or ends < total - 1 then",
            job(2).with()),
        arguments(
            "a cancelled job ends when nothing is claimed",
            "if stopped_early and claimed == 0 then",
            "if stopped_early then",
            job(1).with(CANCEL)),
        arguments(
            "what nobody holds ends at the deadline",
            "if now() >= tonumber(f.deadline) then",
            "if false then",
            job(1).tries(0).with(DEADLINE)),
        arguments(
            "a queue that moves is in one place",
            "redis.call('DEL', queue_key(from))",
            "",
            job(1).with(MOVE)),
        arguments(
            "what has killed three workers waits for nothing",
            "forget_retry(batch, batch.intent)",
            "",
            job(2).crashed(2).with(KILL)));
  }

  private static Scenario job(Integer... targets) {
    return new Scenario(List.of(targets), 1, 0, 1, Chances.of());
  }
}
