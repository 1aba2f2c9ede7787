/**
 * The commands of {@code bonghwa}, one class each: they read their options, call what does the work
 * and print.
 *
 * <p>A command answers its exit code and throws a {@link dev.bonghwa.cli.console.CliFault} when it
 * cannot go on. {@link dev.bonghwa.cli.Bonghwa} puts them together.
 */
@NullMarked
package dev.bonghwa.cli.command;

import org.jspecify.annotations.NullMarked;
