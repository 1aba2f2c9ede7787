package dev.bonghwa.cli.bench.jmh;

import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.Parsed;
import dev.bonghwa.testkit.discord.Samples;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A target of a submit: as {@code ID/TOKEN}, as a whole URL, and one that is refused. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Parsing {

  private static final String DISCORD = "https://discord.com/api/v10/webhooks";

  private EndpointParser parser =
      new EndpointParser(URI.create(DISCORD), EndpointParser.DISCORD_HOSTS);

  private String path = Samples.webhook(1, 0).target();
  private String url = "https://discord.com/api/webhooks/" + path;

  @Benchmark
  public Parsed idAndToken() {
    return parser.parse(path);
  }

  @Benchmark
  public Parsed wholeUrl() {
    return parser.parse(url);
  }

  @Benchmark
  public Parsed refused() {
    return parser.parse("https://example.com/hooks/1");
  }
}
