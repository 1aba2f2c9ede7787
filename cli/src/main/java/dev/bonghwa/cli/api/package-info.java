/**
 * The client of nms-api's {@code /v1}: submit, read, control, follow.
 *
 * <p>Called by the commands and by the demo. Every failure leaves here as a {@link
 * dev.bonghwa.cli.console.CliFault} that names the URL, what came back and what to do; no stack
 * trace, no token, no key. Answers stay JSON with named views on top, so that a newer API's extra
 * fields reach {@code --output json} untouched.
 */
@NullMarked
package dev.bonghwa.cli.api;

import org.jspecify.annotations.NullMarked;
