package dev.bonghwa.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * What an idempotency key stands for.
 *
 * @param digest hex, of the request that was committed under it; null when none was, as far as the
 *     key knows
 * @param isNew whether the id was made by this very call, so that nobody can have used it before
 */
public record Reservation(JobId job, @Nullable String digest, boolean isNew) {

  static Reservation read(byte[] value) {
    String[] words = new String(value, UTF_8).split(" ", 2);
    return new Reservation(new JobId(words[0]), words.length == 1 ? null : words[1], false);
  }
}
