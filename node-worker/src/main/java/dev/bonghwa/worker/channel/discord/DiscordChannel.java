package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.endpoint.Authority;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.Parsed;
import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.channel.PreparedMessage;
import dev.bonghwa.worker.send.Body;
import dev.bonghwa.worker.send.Outgoing;
import dev.bonghwa.worker.send.SendResult;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Discord's webhooks, and other hosts that take the same bodies. */
public final class DiscordChannel implements Channel {
  private static final int HTTPS_PORT = 443;

  private final String host;
  private final int port;
  private final String path;
  private final EndpointParser addresses;
  private final Map<String, String> headers;
  private final DiscordResponses responses;

  /**
   * Takes where webhooks are, the table of answers, and who we are.
   *
   * @param discordUrl such as {@code https://discord.com/api/v10/webhooks}
   * @param addresses tells which may be called: whoever can write into Redis is not believed
   * @param projectUrl of this software: Discord blocks clients that do not name one
   */
  public DiscordChannel(
      URI discordUrl,
      EndpointParser addresses,
      URI projectUrl,
      String version,
      DiscordResponses responses) {
    host = discordUrl.getHost();
    port = port(discordUrl);
    path = discordUrl.getRawPath().replaceFirst("/*$", "/");
    this.addresses = addresses;
    headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "DiscordBot (" + projectUrl + ", " + version + ")");
    this.responses = responses;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public PreparedMessage message(byte[] json) {
    String query = MessageFlags.of(json).hasComponents() ? "with_components=true" : "";
    return new PreparedMessage(HookHash.cut(json), query, headers);
  }

  @Override
  public Optional<String> objection(String address) {
    return switch (addresses.parse(address)) {
      case Parsed.Valid(Endpoint endpoint) when endpoint.address().equals(address) ->
          Optional.empty();
      case Parsed.Valid _ -> Optional.of("its address is not in the form in which it is accepted");
      case Parsed.Invalid(String reason) -> Optional.of("its address " + reason);
    };
  }

  @Override
  public Outgoing request(String address, PreparedMessage message) {
    Body body = HookHash.fill(message.body(), address);
    if (new Endpoint(address).isDiscord()) {
      String target = withQuery(path + address, message.query());
      return new Outgoing(host, port, target, message.headers(), body);
    }
    Authority to = Authority.ofUrl(address);
    String target = address.substring(address.indexOf('/', "https://".length()));
    return new Outgoing(
        to.host(), to.port(), withQuery(target, message.query()), message.headers(), body);
  }

  @Override
  public boolean canConfirm(String address) {
    return new Endpoint(address).isDiscord();
  }

  @Override
  public Outgoing confirmed(Outgoing request) {
    return new Outgoing(
        request.host(),
        request.port(),
        withQuery(request.path(), "wait=true"),
        request.headers(),
        request.body());
  }

  @Override
  public boolean isConfirmed(SendResult.Answer answer) {
    return SavedMessage.isIn(answer.body());
  }

  @Override
  public Outcome classify(String address, SendResult.Attempted result) {
    return responses.classify(address, result);
  }

  private static String withQuery(String path, String query) {
    if (query.isEmpty()) {
      return path;
    }
    return path + (path.indexOf('?') < 0 ? "?" : "&") + query;
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? HTTPS_PORT : url.getPort();
  }
}
