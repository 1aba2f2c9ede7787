/**
 * The model check: every order of steps of a small fleet, each step the real script on a real
 * Redis.
 *
 * <p>{@link dev.bonghwa.queue.model.Explorer} walks the states of a {@link
 * dev.bonghwa.queue.model.Model}, shortest way first; {@link dev.bonghwa.queue.model.ScriptRig}
 * runs a script on a given state of the store.
 */
@NullMarked
package dev.bonghwa.queue.model;

import org.jspecify.annotations.NullMarked;
