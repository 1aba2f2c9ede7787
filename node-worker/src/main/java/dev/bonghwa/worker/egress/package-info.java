/**
 * What this node may send at all: rate, pauses, the budget of invalid answers, the circuit, and how
 * long single endpoints want to be left alone.
 *
 * <p>{@link dev.bonghwa.worker.egress.Egress} is asked before every send and told every outcome. It
 * is pure logic over a nanosecond ticker, single-threaded, and allocates nothing when asked.
 */
@NullMarked
package dev.bonghwa.worker.egress;

import org.jspecify.annotations.NullMarked;
