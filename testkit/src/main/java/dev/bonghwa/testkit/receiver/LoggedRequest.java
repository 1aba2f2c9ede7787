package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/**
 * One request as the log remembers it.
 *
 * @param job "" when the receiver looks for none
 * @param arrived since the receiver's start
 * @param status of the answer; 0 while there is none
 * @param early it came before the Retry-After of an earlier answer had ended
 * @param toGone the webhook had been answered as gone before
 */
public record LoggedRequest(
    long webhook,
    String job,
    Duration arrived,
    int status,
    Ending ending,
    boolean early,
    boolean toGone) {}
