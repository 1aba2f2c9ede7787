package dev.bonghwa.cli.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.discord.DiscordResponses;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult.Answer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an answer of Discord means: one that is good, and two that have to be read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Classifying {

  private static final Map<String, String> USUAL =
      Map.of(
          "via", "1.1 google",
          "x-ratelimit-limit", "5",
          "x-ratelimit-remaining", "4",
          "x-ratelimit-reset-after", "1.000",
          "content-type", "application/json");

  private static final Map<String, String> LIMITED =
      Map.of(
          "via", "1.1 google",
          "retry-after", "2",
          "x-ratelimit-remaining", "0",
          "x-ratelimit-scope", "user",
          "content-type", "application/json");

  private DiscordResponses responses = new DiscordResponses(InstantSource.system(), () -> 50);

  private String address = Samples.webhook(1, 0).target();
  private Answer good = answer(204, USUAL, "");

  private Answer limited =
      answer(
          429,
          LIMITED,
          "{\"message\": \"You are being rate limited.\", \"retry_after\": 1.5, \"global\":"
              + " false}");

  private Answer gone = answer(404, USUAL, "{\"message\": \"Unknown Webhook\", \"code\": 10015}");

  private static Answer answer(int status, Map<String, String> headers, String body) {
    return new Answer(status, Headers.read(headers::get), body.getBytes(UTF_8));
  }

  @Benchmark
  public Outcome delivered() {
    return responses.classify(address, good);
  }

  @Benchmark
  public Outcome tooMany() {
    return responses.classify(address, limited);
  }

  @Benchmark
  public Outcome gone() {
    return responses.classify(address, gone);
  }
}
