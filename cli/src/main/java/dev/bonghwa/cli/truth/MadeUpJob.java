package dev.bonghwa.cli.truth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.Submission;

/**
 * A job for made-up webhooks, under an idempotency key of its own.
 *
 * @param name another one for each: it stands in the message too, behind {@link #MARKER}
 * @param seed another one: other webhooks
 * @param priority as the API takes it
 */
public record MadeUpJob(String name, int targets, long seed, String priority) {

  /** Before the name in the message's text, by which a receiver tells jobs apart. */
  public static final String MARKER = "key=";

  public static MadeUpJob of(String name, int targets) {
    return new MadeUpJob(name, targets, 1, "normal");
  }

  /** Of high priority, to other webhooks. */
  public static MadeUpJob urgent(String name, int targets) {
    return new MadeUpJob(name, targets, 2, "high");
  }

  /** The same to the webhooks of this seed. */
  public MadeUpJob seeded(long another) {
    return new MadeUpJob(name, targets, another, priority);
  }

  /** With the list made now: whoever measures what comes after need not wait for it. */
  public Submission submission() {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", name);
    head.put("priority", priority);
    head.putObject("message").put("content", MadeUpMessage.TEXT + MARKER + name);
    return new Submission(head, new MadeUpTargets(seed, targets), "made-up-" + name, true);
  }
}
