/**
 * HTTP, and the only place that knows Vert.x: it listens, limits, checks the key, finds the route,
 * hands a {@link dev.bonghwa.nms.http.Request} to its handler and writes the {@link
 * dev.bonghwa.nms.http.Reply}.
 *
 * <p>A handler runs on a virtual thread of its own, so it may block; the event loop never does.
 * Whatever goes wrong is thrown as a {@link dev.bonghwa.nms.http.Problem}. Nothing here knows what
 * a job is.
 */
@NullMarked
package dev.bonghwa.nms.http;

import org.jspecify.annotations.NullMarked;
