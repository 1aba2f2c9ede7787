package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.Chances.Kind.JOB_FORGOTTEN;
import static dev.bonghwa.queue.model.Chances.Kind.KILL;
import static dev.bonghwa.queue.model.Chances.Kind.LATE_COPY;
import static dev.bonghwa.queue.model.Chances.Kind.LOST_REPLY;
import static dev.bonghwa.queue.model.Chances.Kind.STAGING_EXPIRES;
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
 * Submits with one key in every order that a few faults allow: in each state the {@link SubmitLaws}
 * hold, and from each the caller can come to its job.
 */
@ExtendWith(RedisExtension.class)
class SubmitModelIT {

  private static final List<String> ONE = List.of("d");
  private static final List<String> TWO = List.of("d", "d");
  private static final List<String> OTHER = List.of("d", "e");
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
  void everyOrderOfSteps_keepsTheLaws(String name, List<String> digests, Chances chances) {
    assertThat(keepsTheLaws(name, digests, chances).complete()).isTrue();
  }

  static Stream<Arguments> everyOrderOfSteps_keepsTheLaws() {
    return Stream.of(
        arguments("killed", ONE, Chances.of(KILL)),
        arguments("killed, and the job is forgotten", ONE, Chances.of(KILL, JOB_FORGOTTEN)),
        arguments("a late copy", ONE, Chances.of(LATE_COPY)),
        arguments(
            "a lost answer, and staging expires", ONE, Chances.of(LOST_REPLY, STAGING_EXPIRES)),
        arguments("two at once", TWO, Chances.of()),
        arguments("two requests with one key", OTHER, Chances.of()));
  }

  @Tag("faults")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void everyOrderOfMoreSteps_keepsTheLaws(String name, List<String> digests, Chances chances) {
    keepsTheLaws(name, digests, chances);
  }

  static Stream<Arguments> everyOrderOfMoreSteps_keepsTheLaws() {
    return Stream.of(
        arguments("killed, and a late copy", ONE, Chances.of(KILL, LATE_COPY)),
        arguments("killed twice", TWO, Chances.of(KILL, KILL, LATE_COPY)),
        arguments("the job is forgotten", TWO, Chances.of(KILL, LATE_COPY, JOB_FORGOTTEN)),
        arguments("staging expires", TWO, Chances.of(KILL, LOST_REPLY, STAGING_EXPIRES)),
        arguments("two requests with one key", OTHER, Chances.of(KILL, LATE_COPY, LOST_REPLY)));
  }

  private static Explorer.Found keepsTheLaws(String name, List<String> digests, Chances chances) {
    Explorer.Found found = new Explorer<>(new SubmitModel(rig, digests, chances), LARGE).explore();

    System.out.println(name + ": " + found.summary());
    assertThat(found.wrong()).as("what broke, and the way there").isEmpty();
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void withoutARule_somethingIsFound(
      String rule, String line, String instead, List<String> digests, Chances chances) {
    Mutation mutation = new Mutation(line, instead);
    Model<Submits> model = new SubmitModel(rig.with(mutation), digests, chances);

    Explorer.Found found = new Explorer<>(model, LARGE).explore();

    System.out.println("without '" + rule + "': " + found.summary());
    assertThat(mutation.wasMade()).isTrue();
    assertThat(found.wrong()).isNotEmpty();
  }

  static Stream<Arguments> withoutARule_somethingIsFound() {
    return Stream.of(
        arguments("the first commit wins", "if digest then", "if false then", TWO, Chances.of()),
        arguments(
            "another request is no replay",
            "digest == ARGV[2] and 'ALREADY' or 'MISMATCH'",
            "'ALREADY'",
            OTHER,
            Chances.of()),
        arguments(
            "all that was staged or nothing",
            "if staged ~= put_aside or",
            "if false and",
            ONE,
            Chances.of(STAGING_EXPIRES)),
        arguments(
            "a key remembers what was sent",
            "redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', math.max(ttl, 1))",
            "redis.call('SET', KEYS[1], ARGV[1], 'PX', math.max(ttl, 1))",
            ONE,
            Chances.of(KILL, JOB_FORGOTTEN)),
        arguments(
            "what is committed stays",
            "redis.call('PERSIST', job .. suffix)",
            "",
            ONE,
            Chances.of()),
        arguments(
            "a pointer is dropped only as it was seen",
            "if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or -1) ~= tonumber(ARGV[2]) then",
            "if false then",
            ONE,
            Chances.of(KILL)),
        arguments(
            "what is visited is listed", "if added == 1 then", "if false then", ONE, Chances.of()));
  }
}
