/**
 * A TCP proxy that lets a test break a connection the way networks do.
 *
 * <p>It stands in front of anything, mostly Redis: it delays, swallows, cuts and resets. It knows
 * of what passes only where one RESP value ends, so that "the reply of the n-th command is lost"
 * can be said.
 */
@NullMarked
package dev.bonghwa.testkit.proxy;

import org.jspecify.annotations.NullMarked;
