package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.truth.MadeUpTargets;

/** The notification of the demo and its made-up webhooks. */
final class DemoJob {

  private DemoJob() {}

  /** The whole job; with the same seed the same one again. */
  static Submission submission(DemoSettings settings) {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", "demo");
    head.putObject("message").put("content", "방송 시작! The stream is on!");
    var targets = new MadeUpTargets(settings.seed(), settings.subscribers());
    return new Submission(head, targets, "demo-" + settings.seed(), true);
  }
}
