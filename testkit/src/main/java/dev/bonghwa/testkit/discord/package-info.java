/**
 * What Discord says: its answers, the faults in front of it, and when which of them comes.
 *
 * <p>All of it is data and pure functions; {@code receiver} puts it on the wire. A test writes its
 * own {@link dev.bonghwa.testkit.discord.Behaviour}, or takes the ready-made {@link
 * dev.bonghwa.testkit.discord.Mix}.
 */
@NullMarked
package dev.bonghwa.testkit.discord;

import org.jspecify.annotations.NullMarked;
