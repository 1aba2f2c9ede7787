package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import java.util.List;
import java.util.Optional;

/**
 * Job ids as an index holds them; anybody may have put anything there, so what is none is left out.
 */
final class JobIds {

  private JobIds() {}

  static List<JobId> read(List<byte[]> members) {
    return members.stream()
        .map(id -> read(new String(id, UTF_8)))
        .flatMap(Optional::stream)
        .toList();
  }

  static Optional<JobId> read(String text) {
    try {
      return Optional.of(new JobId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
