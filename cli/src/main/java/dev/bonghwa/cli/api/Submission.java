package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a submit sends.
 *
 * @param head the job without its targets: message, name, priority, expires_in
 * @param targets the endpoints, opened anew for each try
 * @param idempotencyKey makes a repeated try answer with the same job
 * @param strict refuse the whole job when one target is bad
 */
public record Submission(ObjectNode head, Targets targets, String idempotencyKey, boolean strict) {

  /** A list of endpoints that is not held in memory. */
  public interface Targets {

    /** How many bytes {@link #open} yields. */
    long bytes();

    /** What a person is told about each of these, in the words of the list's origin. */
    default List<String> tell(List<InvalidTarget> invalid) {
      return invalid.stream().map(InvalidTarget::toString).toList();
    }

    /** The endpoints as JSON strings, one a line, each line ended by a newline. */
    InputStream open() throws IOException;
  }
}
