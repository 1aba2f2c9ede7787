package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.testkit.discord.Samples;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The notification of the demo and its made-up webhooks. */
final class DemoJob implements Submission.Targets {

  private final byte[] lines;

  private DemoJob(byte[] lines) {
    this.lines = lines;
  }

  /** The whole job; with the same seed the same one again. */
  static Submission submission(DemoSettings settings) {
    String lines =
        Samples.targets(settings.seed(), settings.subscribers())
            .map(target -> "\"" + target + "\"\n")
            .collect(Collectors.joining());
    var targets = new DemoJob(lines.getBytes(StandardCharsets.US_ASCII));
    return new Submission(head(), targets, "demo-" + settings.seed(), true);
  }

  private static ObjectNode head() {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.putObject("message").put("content", "방송 시작! The stream is on!");
    return head.put("name", "demo");
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
