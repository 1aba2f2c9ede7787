package dev.bonghwa.worker.channel;

import java.util.List;
import java.util.Map;

/**
 * A job's message as its channel prepared it; shared by all of the job's requests.
 *
 * @param parts the body, cut where something of each endpoint's own comes in
 * @param query what requests have in their query for the message's sake, such as {@code
 *     with_components=true}; or empty
 * @param headers of every request
 */
public record Message(List<byte[]> parts, String query, Map<String, String> headers) {}
