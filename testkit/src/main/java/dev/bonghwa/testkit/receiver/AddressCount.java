package dev.bonghwa.testkit.receiver;

/**
 * What came from one address.
 *
 * @param requests all of them
 * @param limited answers that it sends too much in all
 * @param invalid answers of 401, 403 and 429 that counted against it
 * @param bans how often it was banned
 * @param whileBanned requests that came while it was
 */
public record AddressCount(long requests, long limited, long invalid, int bans, long whileBanned) {

  String toJson() {
    return "{\"requests\":%d,\"limited\":%d,\"invalid\":%d,\"bans\":%d,\"whileBanned\":%d}"
        .formatted(requests, limited, invalid, bans, whileBanned);
  }
}
