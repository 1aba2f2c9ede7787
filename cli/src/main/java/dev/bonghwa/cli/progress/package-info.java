/**
 * The live bar: from a job's counts to one line of text, and from there to the terminal.
 *
 * <p>What a line says is decided by pure functions of counts and width ({@link
 * dev.bonghwa.cli.progress.ProgressLine}); drawing it is another class. Called by {@code send},
 * {@code jobs watch} and {@code demo}; knows the API's client, no command.
 */
@NullMarked
package dev.bonghwa.cli.progress;

import org.jspecify.annotations.NullMarked;
