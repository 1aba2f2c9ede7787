/**
 * Whether the fleet is a good citizen at Discord: whole fleets at work against a receiver that
 * holds each address, webhook and channel to Discord's limits.
 *
 * <p>{@link dev.bonghwa.cli.bench.citizen.Scenarios} lists the scenarios. Each starts a fleet on a
 * {@link dev.bonghwa.cli.bench.citizen.Stage}, lets it work, and ends in {@link
 * dev.bonghwa.cli.bench.citizen.Judged} goals. Knows nothing of how a program works inside.
 */
@NullMarked
package dev.bonghwa.cli.bench.citizen;

import org.jspecify.annotations.NullMarked;
