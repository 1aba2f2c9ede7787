/**
 * What {@code send} reads before it sends: a file of endpoints and a message.
 *
 * <p>Both are checked here so that a mistake is told with its line number before a byte is
 * uploaded; tokens in such a line are masked. Endpoints are streamed, never held as a list. What an
 * endpoint is allowed to be is decided by nms-api, not here.
 */
@NullMarked
package dev.bonghwa.cli.send;

import org.jspecify.annotations.NullMarked;
