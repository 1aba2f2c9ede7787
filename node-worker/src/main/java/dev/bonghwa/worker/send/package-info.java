/**
 * Step ⑥: one HTTP request out, one fact back.
 *
 * <p>{@link dev.bonghwa.worker.send.NotificationSender} is the port; of what was tried it tells
 * exactly three things apart, because everything about repeating depends on them: it cannot have
 * been processed, an answer came, or the request was wholly written and no answer came. It never
 * retries and never follows a redirect; what a result means is decided elsewhere. Everything here
 * runs on the worker's one event loop.
 */
@NullMarked
package dev.bonghwa.worker.send;

import org.jspecify.annotations.NullMarked;
