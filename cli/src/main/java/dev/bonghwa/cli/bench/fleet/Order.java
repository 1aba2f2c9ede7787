package dev.bonghwa.cli.bench.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.truth.MadeUpMessage;
import dev.bonghwa.cli.truth.MadeUpTargets;

/**
 * A job to submit.
 *
 * @param name another one for each: it stands in the message too, behind {@link #MARKER}
 * @param seed another one: other webhooks
 * @param priority as the API takes it
 */
public record Order(String name, int targets, long seed, String priority) {

  /** For a sink that tells jobs apart. */
  public static final String MARKER = "key=";

  public static Order of(String name, int targets) {
    return new Order(name, targets, 1, "normal");
  }

  /** Of high priority, to other webhooks. */
  public static Order urgent(String name, int targets) {
    return new Order(name, targets, 2, "high");
  }

  /** The list is made now, so that making it is not measured. */
  Submission submission() {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", name);
    head.put("priority", priority);
    head.putObject("message").put("content", MadeUpMessage.TEXT + MARKER + name);
    return new Submission(head, new MadeUpTargets(seed, targets), "bench-" + name, true);
  }
}
