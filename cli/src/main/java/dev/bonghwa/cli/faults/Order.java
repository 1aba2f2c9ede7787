package dev.bonghwa.cli.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.truth.MadeUpTargets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A job that a case wants done: the first so many webhooks get a message with its key.
 *
 * @param pause what is done before a submit without an answer is tried again
 * @param looks how often it is looked at
 */
record Order(String key, int targets, JobSubmitter.Pause pause, Duration looks) {
  /** Before the key in the message's text, by which the receiver tells jobs apart. */
  static final String MARKER = "key=";

  private static final Duration OFTEN = Duration.ofMillis(50);

  static Order of(String key, int targets) {
    return new Order(key, targets, wait -> LockSupport.parkNanos(wait.toNanos()), OFTEN);
  }

  Order beforeRetry(Runnable action) {
    return new Order(key, targets, wait -> action.run(), looks);
  }

  /** One of very many jobs. */
  Order looked(Duration every) {
    return new Order(key, targets, pause, every);
  }

  /** Submits it, again and again under one idempotency key until there is an answer. */
  JobView submit(NmsClient client) {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("name", key);
    head.putObject("message").put("content", "방송 시작! " + MARKER + key);
    var webhooks = new MadeUpTargets(Targets.SEED, targets);
    Submission submission = new Submission(head, webhooks, "fleet-" + key, true);
    return new JobSubmitter(client, pause).submit(submission, bytes -> {}).job();
  }
}
