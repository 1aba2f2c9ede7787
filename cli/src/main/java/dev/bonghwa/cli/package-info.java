/**
 * The command line of Bonghwa: demo, send, jobs, nodes; and the local fleet behind the demo.
 *
 * <p>The one place that sees both programs.
 */
@NullMarked
package dev.bonghwa.cli;

import org.jspecify.annotations.NullMarked;
