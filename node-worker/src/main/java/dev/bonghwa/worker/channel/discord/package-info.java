/**
 * Discord's webhooks: {@link dev.bonghwa.worker.channel.discord.DiscordChannel} builds requests,
 * {@link dev.bonghwa.worker.channel.discord.DiscordResponses} is the table of what its answers
 * mean.
 *
 * <p>Both are pure; the table's test is the table.
 */
@NullMarked
package dev.bonghwa.worker.channel.discord;

import org.jspecify.annotations.NullMarked;
