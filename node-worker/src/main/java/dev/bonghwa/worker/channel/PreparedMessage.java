package dev.bonghwa.worker.channel;

import dev.bonghwa.worker.send.Body;
import java.util.Map;

/**
 * A job's message as its channel prepared it; shared by all of the job's requests.
 *
 * @param body cut where something of each endpoint's own comes in; in one part it is sent as it is
 * @param query what requests have in their query for the message's sake, such as {@code
 *     with_components=true}; or empty
 * @param headers of every request
 */
public record PreparedMessage(Body body, String query, Map<String, String> headers) {}
