package dev.bonghwa.registry;

import java.time.Duration;
import java.time.Instant;

/**
 * What a beat is answered.
 *
 * @param epoch which life of the store this is, empty while it has no name; another one than before
 *     means that all claims are void
 * @param now Redis TIME
 * @param drain whether an operator wants this node to take no more work
 * @param shared whether another instance with the same node id was alive at the last look, at most
 *     ten beats ago
 * @param sinceUpkeep how long ago the last upkeep pass was
 */
public record HeartbeatReply(
    String epoch, Instant now, boolean drain, boolean shared, Duration sinceUpkeep) {}
