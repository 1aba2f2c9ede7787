package dev.bonghwa.nms.intake;

import java.util.Set;

/**
 * The names of a submit's fields.
 *
 * @param targets the field that holds the list
 * @param fields all that may be there
 */
public record Vocabulary(String targets, Set<String> fields) {

  /** {@code POST /v1/jobs}. */
  public static final Vocabulary V1 =
      new Vocabulary(
          "targets", Set.of("message", "targets", "channel", "priority", "expires_in", "name"));

  /** {@code POST /api/tasks}. */
  public static final Vocabulary LEGACY =
      new Vocabulary("subscribers", Set.of("message", "subscribers"));
}
