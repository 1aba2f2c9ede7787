/**
 * The far end: an HTTPS server that behaves like Discord's webhooks and remembers every request.
 *
 * <p>What it answers comes from {@code discord}. Here it is put on the wire, in HTTP/1.1 and
 * HTTP/2, down to resets in the middle of an answer, and written down in {@link
 * dev.bonghwa.testkit.receiver.RequestLog}: the truth that a report is compared with.
 */
@NullMarked
package dev.bonghwa.testkit.receiver;

import org.jspecify.annotations.NullMarked;
