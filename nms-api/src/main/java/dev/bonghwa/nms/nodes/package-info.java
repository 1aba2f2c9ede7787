/**
 * The fleet as the API sees and shows it: who is alive, what each node does, draining.
 *
 * <p>{@link dev.bonghwa.nms.nodes.Fleet} is the one reader of the registry; planning and estimates
 * ask it too.
 */
@NullMarked
package dev.bonghwa.nms.nodes;

import org.jspecify.annotations.NullMarked;
