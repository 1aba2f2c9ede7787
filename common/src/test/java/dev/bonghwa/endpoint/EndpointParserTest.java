package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointParserTest {
  private static final String ID = "123456789012345678";
  private static final String TOKEN = "aB3_-".repeat(13) + "xyz";
  private static final String ADDRESS = ID + "/" + TOKEN;
  private static final URI DISCORD = URI.create("https://discord.com/api/v10/webhooks");

  private final EndpointParser parser = new EndpointParser(DISCORD, Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID/TOKEN",
        "ID/TOKEN/",
        "ID/TOKEN?wait=true",
        "https://discord.com/api/webhooks/ID/TOKEN",
        "https://discord.com/api/v10/webhooks/ID/TOKEN",
        "https://discord.com/api/v6/webhooks/ID/TOKEN",
        "https://discord.com:443/api/webhooks/ID/TOKEN",
        "https://discordapp.com/api/webhooks/ID/TOKEN",
        "https://ptb.discord.com/api/webhooks/ID/TOKEN",
        "https://canary.discord.com/api/webhooks/ID/TOKEN",
        "https://canary.discordapp.com/api/v9/webhooks/ID/TOKEN",
        "HTTPS://Discord.COM/api/webhooks/ID/TOKEN",
        "https://discord.com/api/webhooks/ID/TOKEN/",
        "https://discord.com/api/webhooks/ID/TOKEN?wait=true&with_components=true"
      })
  void everySpelling_isOneAddress(String spelling) {
    assertThat(parse(spelling)).isEqualTo(valid(ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID/TOKEN?thread_id=98765432109876543",
        "https://discord.com/api/webhooks/ID/TOKEN?wait=true&thread_id=98765432109876543"
      })
  void thread_isKept(String spelling) {
    assertThat(parse(spelling)).isEqualTo(valid(ADDRESS + "?thread_id=98765432109876543"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                       | is empty",
        "hello                                                    | is neither",
        "http://discord.com/api/webhooks/ID/TOKEN                 | is not https",
        "ftp://discord.com/api/webhooks/ID/TOKEN                  | is not https",
        "123/TOKEN                                                | has no webhook id",
        "123456789012345678901/TOKEN                              | has no webhook id",
        "ID                                                       | has no webhook id",
        "ID/short                                                 | has no webhook token",
        "ID/TOKENTOKEN                                            | has no webhook token",
        "ID/TOKEN!                                                | has no webhook token",
        "ID/TOKEN/slack                                           | has something after the token",
        "ID/TOKEN%41                                              | has no webhook token",
        "ID/TOKEN#x                                               | has a fragment",
        "ID/TOKEN?                                                | has a query other",
        "ID/TOKEN?wait=true&wait=true                             | has a query other",
        "ID/TOKEN?thread_id=98765432109876543&thread_id=1         | has a query other",
        "ID/TOKEN?thread_id=12                                    | has a thread_id",
        "ID/TOKEN?thread_id=                                      | has a thread_id",
        "ID/TOKEN?thread_id                                       | has a thread_id",
        "ID/TOKEN?thread_id=9876543210987654x                     | has a thread_id",
        "ID/TOKEN?x=y                                             | has a query other",
        "https://discord.com/api/webhooks/ID/TOKEN#x              | has a fragment",
        "https://me@discord.com/api/webhooks/ID/TOKEN             | holds a user name",
        "https://discord.com@evil.com/api/webhooks/ID/TOKEN       | holds a user name",
        "https://discord.com:8443/api/webhooks/ID/TOKEN           | has a port",
        "https://discord.com:x/api/webhooks/ID/TOKEN              | has no valid host",
        "https://discord.com:/api/webhooks/ID/TOKEN               | has no valid host",
        "https://discord.com:99999/api/webhooks/ID/TOKEN          | has no valid host",
        "https:///api/webhooks/ID/TOKEN                           | has no valid host",
        "https://                                                 | has no valid host",
        "https://-discord.com/api/webhooks/ID/TOKEN               | has no valid host",
        "https://discord..com/api/webhooks/ID/TOKEN               | has no valid host",
        "https://discord.com./api/webhooks/ID/TOKEN               | has a dot at the end",
        "https://discord.com.:443/api/webhooks/ID/TOKEN           | has a dot at the end",
        "https://evil.com/api/webhooks/ID/TOKEN                   | is on a host",
        "https://discord.com.evil.com/api/webhooks/ID/TOKEN       | is on a host",
        "https://xdiscord.com/api/webhooks/ID/TOKEN               | is on a host",
        "https://127.0.0.1/api/webhooks/ID/TOKEN                  | is an IP address",
        "https://2130706433/api/webhooks/ID/TOKEN                 | is an IP address",
        "https://0x7f.1/api/webhooks/ID/TOKEN                     | is an IP address",
        "https://0177.0.0.1/api/webhooks/ID/TOKEN                 | is an IP address",
        "https://[::1]/api/webhooks/ID/TOKEN                      | is an IP address",
        "https://[::ffff:127.0.0.1]/api/webhooks/ID/TOKEN         | is an IP address",
        "https://[fe80::1%25eth0]/api/webhooks/ID/TOKEN           | has no valid host",
        "https://[::1/api/webhooks/ID/TOKEN                       | has no valid host",
        "https://discord.com                                      | is on Discord but",
        "https://discord.com/api/webhooks                         | is on Discord but",
        "https://discord.com/api/webhooks/                        | has no webhook id",
        "https://discord.com/api/vx/webhooks/ID/TOKEN             | is on Discord but",
        "https://discord.com/api//webhooks/ID/TOKEN               | is on Discord but",
        "https://discord.com/channels/1/2                         | is on Discord but"
      })
  void otherThings_areRefused(String spelling, String reason) {
    assertThat(parse(spelling))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class, invalid -> assertThat(invalid.reason()).startsWith(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ID/TOKEN", "ID/TOKEN\r\n", "ID/TO\0KEN", "ID\\TOKEN", "ID/TOKÉN"})
  void badCharacters_areRefused(String spelling) {
    assertThat(parse(spelling)).isEqualTo(Refused.CHARACTERS);
  }

  @Test
  void overlongText_isRefused() {
    assertThat(parser.parse("https://discord.com/" + "a".repeat(2_040)))
        .isEqualTo(Refused.TOO_LONG);
  }

  @Test
  void allowedHosts_replaceDiscordsAndKeepTheirUrls() {
    EndpointParser other =
        new EndpointParser(DISCORD, Set.of("hooks.example.com", "10.1.2.3:8443", "[::1]:9000"));

    assertThat(other.parse("https://Hooks.Example.com/a%20b?c=d"))
        .isEqualTo(valid("https://hooks.example.com/a%20b?c=d"));
    assertThat(other.parse("https://hooks.example.com:443"))
        .isEqualTo(valid("https://hooks.example.com/"));
    assertThat(other.parse("https://10.1.2.3:8443/x")).isEqualTo(valid("https://10.1.2.3:8443/x"));
    assertThat(other.parse("https://[::1]:9000/x")).isEqualTo(valid("https://[::1]:9000/x"));
    assertThat(other.parse("https://10.1.2.3/x")).isEqualTo(Refused.PORT);
    assertThat(other.parse("https://discord.com/api/webhooks/" + ADDRESS))
        .isEqualTo(Refused.NOT_ALLOWED);
    assertThat(other.parse(ADDRESS)).isEqualTo(valid(ADDRESS));
  }

  @ParameterizedTest
  @CsvSource({
    "/%, PERCENT",
    "/%4, PERCENT",
    "/%zz, PERCENT",
    "/a%00b, PERCENT",
    "/a|b, UNENCODED",
    "/a?b={c}, UNENCODED",
    "/a/../b, DOTS",
    "/./b, DOTS"
  })
  void badPathsOnOtherHosts_areRefused(String path, String reason) throws Exception {
    EndpointParser other = new EndpointParser(DISCORD, Set.of("hooks.example.com"));

    assertThat(other.parse("https://hooks.example.com" + path))
        .isEqualTo(Refused.class.getDeclaredField(reason).get(null));
  }

  @Test
  void urlsBelowDiscordUrl_areWebhooks() {
    EndpointParser local =
        new EndpointParser(URI.create("https://127.0.0.1:8443/api/v10/webhooks"), Set.of());

    assertThat(local.parse("https://127.0.0.1:8443/api/v10/webhooks/" + ADDRESS))
        .isEqualTo(valid(ADDRESS));
    assertThat(local.parse("https://discord.com/api/webhooks/" + ADDRESS))
        .isEqualTo(valid(ADDRESS));
    assertThat(local.parse("https://127.0.0.1:8443/other")).isEqualTo(Refused.IP_LITERAL);
    assertThat(local.parse("https://127.0.0.1:8444/api/v10/webhooks/" + ADDRESS))
        .isEqualTo(Refused.IP_LITERAL);
  }

  @Test
  void faults_nameBadEntries() {
    assertThat(EndpointParser.faults(Set.of("a.b", "c:1", "https://x")))
        .containsExactly("ALLOWED_HOSTS must list host or host:port: \"https://x\"");
  }

  private Parsed parse(String spelling) {
    return parser.parse(spelling.replace("ID", ID).replace("TOKEN", TOKEN));
  }

  private static Parsed valid(String address) {
    return new Parsed.Valid(new Endpoint(address));
  }
}
