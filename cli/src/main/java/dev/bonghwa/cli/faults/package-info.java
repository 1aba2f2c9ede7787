/**
 * The fault suite: each case does one kind of harm to a fleet at work and then compares what the
 * fleet reports with what the receiver saw.
 *
 * <p>{@link dev.bonghwa.cli.faults.Catalogue} lists the cases; a case is a script that plays in an
 * {@link dev.bonghwa.cli.faults.Arena} (a real Redis, real processes, a receiver that records every
 * request) and ends in {@link dev.bonghwa.cli.faults.Check}s, which are the same for all. Run by
 * {@code bonghwa faults} and by the build. Knows nothing of how a program works inside.
 */
@NullMarked
package dev.bonghwa.cli.faults;

import org.jspecify.annotations.NullMarked;
