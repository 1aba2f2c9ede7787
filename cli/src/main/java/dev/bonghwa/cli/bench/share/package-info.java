/**
 * How a fleet shares what there is to do: among workers of which one is slow or comes late, and
 * between a job that is urgent and one that is large.
 */
@NullMarked
package dev.bonghwa.cli.bench.share;

import org.jspecify.annotations.NullMarked;
