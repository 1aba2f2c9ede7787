/**
 * Opens a tunnel through an egress proxy from this machine, as a worker would, and says which step
 * failed. Sends no request through it.
 */
@NullMarked
package dev.bonghwa.cli.tunnel;

import org.jspecify.annotations.NullMarked;
