/** The receiver of the speed benches: it answers everything at once and only counts. */
@NullMarked
package dev.bonghwa.cli.bench.sink;

import org.jspecify.annotations.NullMarked;
