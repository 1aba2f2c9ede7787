/**
 * What single steps cost, without Redis and network: planning, packing, classifying, parsing. Run
 * by {@code -Pjmh}; {@code JmhMain} puts the figures into a page as the speed benches do.
 */
@NullMarked
package dev.bonghwa.cli.bench.jmh;

import org.jspecify.annotations.NullMarked;
