/**
 * Where the command line meets its user: streams, the terminal, exit codes, tables and faults.
 *
 * <p>Called by every command. A {@link dev.bonghwa.cli.console.CliFault} is the only way a command
 * fails: one line that says what is wrong, one that says what to do, and an exit code. Nothing here
 * knows the API or the fleet.
 */
@NullMarked
package dev.bonghwa.cli.console;

import org.jspecify.annotations.NullMarked;
