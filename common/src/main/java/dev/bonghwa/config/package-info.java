/**
 * Configuration as it arrives: environment variables, secrets in files, one optional file in .env
 * format.
 *
 * <p>A program reads its variables once, at start, into one record of its own; {@link
 * dev.bonghwa.config.Env} types them and collects every fault, so that an operator sees all of them
 * at once. Nothing here knows what a variable is for, and no secret is ever repeated in a message.
 */
@NullMarked
package dev.bonghwa.config;

import org.jspecify.annotations.NullMarked;
