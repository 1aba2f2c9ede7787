package dev.bonghwa.endpoint;

import java.time.Instant;

/**
 * An endpoint that must never be called again.
 *
 * @param at since when, by Redis TIME
 * @param reason one line for people, without tokens
 */
public record GoneEndpoint(EndpointKey key, Endpoint endpoint, Instant at, String reason) {}
