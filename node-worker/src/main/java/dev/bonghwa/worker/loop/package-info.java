/**
 * The one event loop on which a node works: what can be asked of it, and how answers from other
 * threads come to it. Every step of the way uses it; it knows none of them.
 */
@NullMarked
package dev.bonghwa.worker.loop;

import org.jspecify.annotations.NullMarked;
