/**
 * What this node may send at all: its share of what its egress group may, the group's pauses, its
 * own circuit, and how long single endpoints want to be left alone.
 *
 * <p>{@link dev.bonghwa.worker.egress.Egress} is asked before every send and told every outcome. It
 * lives on the event loop and allocates nothing when asked; the group in Redis it calls a few times
 * a second while there is something to send, and when something happened that concerns the others.
 */
@NullMarked
package dev.bonghwa.worker.egress;

import org.jspecify.annotations.NullMarked;
