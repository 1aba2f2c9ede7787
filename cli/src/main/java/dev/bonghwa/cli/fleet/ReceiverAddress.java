package dev.bonghwa.cli.fleet;

import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where a fleet sends to.
 *
 * @param url a worker's DISCORD_URL
 * @param caFile a worker's TRUST_CERTS_FILE
 */
public record ReceiverAddress(URI url, Path caFile) {

  public static ReceiverAddress of(DiscordReceiver receiver) {
    return new ReceiverAddress(receiver.url(), receiver.caFile());
  }
}
