/**
 * What the fleet says became of a job, beside what the receiver saw of it.
 *
 * <p>Read once the job has ended; what it comes to is pure. The demo shows it to people, the fault
 * suite checks it. Knows nothing of how a fleet is started.
 */
@NullMarked
package dev.bonghwa.cli.truth;

import org.jspecify.annotations.NullMarked;
