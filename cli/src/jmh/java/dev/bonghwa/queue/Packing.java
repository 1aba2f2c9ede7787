package dev.bonghwa.queue;

import dev.bonghwa.job.Target;
import dev.bonghwa.testkit.discord.Samples;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A batch of 500 targets to bytes, and back to each address. In the package of the codec, which
 * nobody else sees.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Packing {

  private List<Target> targets =
      IntStream.range(0, 500)
          .mapToObj(i -> new Target(7 * i, Samples.webhook(1, i).target()))
          .toList();

  private byte[] bytes = TargetsCodec.encode(targets);

  @Benchmark
  public byte[] encode() {
    return TargetsCodec.encode(targets);
  }

  @Benchmark
  public int decode() {
    return TargetsCodec.decode(bytes).stream().mapToInt(t -> t.address().length()).sum();
  }
}
