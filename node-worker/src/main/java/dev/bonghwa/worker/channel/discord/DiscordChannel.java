package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.Message;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import java.net.URI;

/** Discord's webhooks. */
public final class DiscordChannel implements Channel {
  /** Takes where webhooks are, our version for the User-Agent, and the table of answers. */
  public DiscordChannel(URI discordUrl, String version, DiscordResponses responses) {}

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public Message message(byte[] json) {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public Outgoing request(String address, Message message) {
    throw new UnsupportedOperationException("soon");
  }

  @Override
  public Outcome classify(String address, SendResult.Tried result) {
    throw new UnsupportedOperationException("soon");
  }
}
