package dev.bonghwa.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A job's name: {@code job_} and a ULID of 26 Crockford base32 characters, so ids sort by the time
 * they were made.
 *
 * @param value the whole text, for example {@code job_01JD6W8Z4Q3V5T7X9Y1A2B3C4D}
 * @see <a href="https://github.com/ulid/spec">The ULID specification</a>
 */
public record JobId(String value) implements Comparable<JobId> {

  private static final String PREFIX = "job_";
  private static final int ULID_CHARS = 26;
  private static final int TIME_CHARS = 10;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  public JobId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a job id (job_ and 26 base32 characters)");
    }
  }

  /** Makes a new id of the present millisecond and 80 random bits. */
  public static JobId create(InstantSource clock, RandomGenerator random) {
    char[] text = new char[ULID_CHARS];
    fill(text, 0, TIME_CHARS, clock.millis());
    fill(text, TIME_CHARS, TIME_CHARS + 8, random.nextLong());
    fill(text, TIME_CHARS + 8, ULID_CHARS, random.nextLong());
    return new JobId(PREFIX + new String(text));
  }

  /** When the id was made, to the millisecond, by the clock that it was made with. */
  public Instant createdAt() {
    long millis = 0;
    for (int i = PREFIX.length(); i < PREFIX.length() + TIME_CHARS; i++) {
      millis = millis << 5 | ALPHABET.indexOf(value.charAt(i));
    }
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static void fill(char[] text, int from, int to, long bits) {
    for (int i = to - 1; i >= from; i--) {
      text[i] = ALPHABET.charAt((int) (bits & 31));
      bits >>>= 5;
    }
  }

  private static boolean isValid(String value) {
    return value.length() == PREFIX.length() + ULID_CHARS
        && value.startsWith(PREFIX)
        && value.chars().skip(PREFIX.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0)
        && value.charAt(PREFIX.length()) <= '7';
  }
}
