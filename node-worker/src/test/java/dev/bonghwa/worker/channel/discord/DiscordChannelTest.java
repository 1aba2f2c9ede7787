package dev.bonghwa.worker.channel.discord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.worker.channel.PreparedMessage;
import dev.bonghwa.worker.send.Outgoing;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscordChannelTest {
  private static final String ADDRESS = "12345678901234567/" + "t".repeat(68);
  private static final String HASH =
      "919a830dc36c11b4ee57de4825648dd28a7041d34e78b76e3b72554acb92c0c6";

  private final DiscordChannel channel = channel("https://discord.com/api/v10/webhooks");

  @Test
  void whatWasSaved_isAskedForInTheQuery_butOnlyOfDiscord() {
    Outgoing components = channel.request(ADDRESS, message("{\"flags\":32768}"));

    assertThat(channel.confirmed(channel.request(ADDRESS, message("{}"))).path())
        .isEqualTo("/api/v10/webhooks/" + ADDRESS + "?wait=true");
    assertThat(channel.confirmed(components).path()).endsWith("?with_components=true&wait=true");
    assertThat(channel.canConfirm(ADDRESS)).isTrue();
    assertThat(channel.canConfirm("https://hooks.example.com/a")).isFalse();
  }

  @Test
  void request_goesToDiscordAndSaysWhoWeAre() {
    Outgoing request = channel.request(ADDRESS, message("{\"content\":\"hi\"}"));

    assertThat(request.host()).isEqualTo("discord.com");
    assertThat(request.port()).isEqualTo(443);
    assertThat(request.path()).isEqualTo("/api/v10/webhooks/" + ADDRESS);
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "content-type", "application/json",
                "user-agent", "DiscordBot (https://example.com/bonghwa, 1.2.3)"));
    assertThat(request.body().text()).isEqualTo("{\"content\":\"hi\"}");
  }

  @Test
  void request_goesWhereDiscordUrlSays() {
    DiscordChannel local = channel("https://127.0.0.1:8443/api/v10/webhooks/");

    Outgoing request = local.request(ADDRESS, message("{}"));

    assertThat(request.host()).isEqualTo("127.0.0.1");
    assertThat(request.port()).isEqualTo(8443);
    assertThat(request.path()).isEqualTo("/api/v10/webhooks/" + ADDRESS);
  }

  @Test
  void request_goesToAHostWhoseNameHoldsAnUnderscore() {
    Outgoing request = channel.request("https://my_hook:9443/a?b=[c]", message("{}"));

    assertThat(request.host()).isEqualTo("my_hook");
    assertThat(request.port()).isEqualTo(9443);
    assertThat(request.path()).isEqualTo("/a?b=[c]");
  }

  @Test
  void request_keepsTheThread() {
    Outgoing request = channel.request(ADDRESS + "?thread_id=98765432109876543", message("{}"));

    assertThat(request.path()).endsWith(ADDRESS + "?thread_id=98765432109876543");
  }

  @Test
  void request_ofComponentsSaysSo() {
    PreparedMessage components = message("{\"components\":[{\"flags\":1}],\"flags\":32772}");

    assertThat(channel.request(ADDRESS, components).path()).endsWith("?with_components=true");
    assertThat(channel.request(ADDRESS + "?thread_id=98765432109876543", components).path())
        .endsWith("?thread_id=98765432109876543&with_components=true");
  }

  @Test
  void request_ofOtherFlagsSaysNothing() {
    assertThat(path("{\"flags\":4}")).endsWith(ADDRESS);
    assertThat(path("{\"flags\":\"32768\"}")).endsWith(ADDRESS);
    assertThat(path("{\"embeds\":[{\"flags\":32768}]}")).endsWith(ADDRESS);
    assertThat(path("[32768]")).endsWith(ADDRESS);
    assertThat(path("not json")).endsWith(ADDRESS);
  }

  @Test
  void request_fillsInTheHookHash() {
    PreparedMessage message = message("{\"content\":\"{{hook_hash}} and {{hook_hash}}\"}");

    String body = channel.request(ADDRESS, message).body().text();
    String inThread =
        channel.request(ADDRESS + "?thread_id=98765432109876543", message).body().text();

    assertThat(body).isEqualTo("{\"content\":\"" + HASH + " and " + HASH + "\"}");
    assertThat(inThread).isEqualTo(body);
  }

  @Test
  void request_withoutPlaceholderSharesTheBody() {
    PreparedMessage message = message("{\"content\":\"hi\"}");

    assertThat(channel.request(ADDRESS, message).body())
        .isSameAs(channel.request("76543210987654321/" + "u".repeat(68), message).body());
  }

  @Test
  void request_toAnotherHostKeepsItsUrl() {
    Outgoing request =
        channel.request("https://hooks.example.com:8443/a/b?c=d", message("{\"flags\":32768}"));

    assertThat(request.host()).isEqualTo("hooks.example.com");
    assertThat(request.port()).isEqualTo(8443);
    assertThat(request.path()).isEqualTo("/a/b?c=d&with_components=true");
  }

  @Test
  void webhooksAndAllowedHosts_mayBeCalled() {
    assertThat(channel.objection(ADDRESS)).isEmpty();
    assertThat(channel.objection(ADDRESS + "?thread_id=98765432109876543")).isEmpty();
    assertThat(channel.objection("https://hooks.example.com:8443/a/b?c=d")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/a",
        "https://169.254.169.254/latest",
        "https://discord.com@evil.example/a",
        "https://discord.com/api/v10/webhooks/not-a-webhook",
        "12345678901234567/../../users",
        "http://discord.com/",
        ""
      })
  void allElse_mayNot_whoeverWroteIt(String address) {
    assertThat(channel.objection(address))
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("its address "));
  }

  @Test
  void outgoing_printsNoSecret() {
    assertThat(channel.request(ADDRESS, message("{}")).toString())
        .isEqualTo("POST https://discord.com:443/***");
  }

  private String path(String json) {
    return channel.request(ADDRESS, message(json)).path();
  }

  private PreparedMessage message(String json) {
    return channel.message(json.getBytes(UTF_8));
  }

  private static DiscordChannel channel(String url) {
    return new DiscordChannel(
        URI.create(url),
        new EndpointParser(URI.create(url), Set.of("discord.com", "hooks.example.com:8443")),
        URI.create("https://example.com/bonghwa"),
        "1.2.3",
        new DiscordResponses(InstantSource.system(), () -> 50));
  }
}
