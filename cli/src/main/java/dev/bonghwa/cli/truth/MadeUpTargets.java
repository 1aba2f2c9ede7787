package dev.bonghwa.cli.truth;

import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.testkit.discord.Samples;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The first made-up webhooks of a seed; with the same seed the same ones again. */
public final class MadeUpTargets implements Submission.Targets {

  private final byte[] lines;

  public MadeUpTargets(long seed, int count) {
    this(seed, count, "");
  }

  /** As URLs that begin so. */
  public MadeUpTargets(long seed, int count, String before) {
    lines =
        Samples.targets(seed, count)
            .collect(Collectors.joining("\"\n\"" + before, "\"" + before, "\"\n"))
            .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public long bytes() {
    return lines.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(lines);
  }
}
