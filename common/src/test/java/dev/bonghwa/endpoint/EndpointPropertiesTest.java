package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text and every webhook. */
final class EndpointPropertiesTest {
  private static final String CANARY =
      "CANARY-never-to-be-seen-in-any-reason-or-in-any-printed-form";

  private final EndpointParser parser =
      new EndpointParser(
          URI.create("https://discord.com/api/v10/webhooks"), Set.of("discord.com", "example.com"));

  @Property
  void anyText_isParsedWithoutException(@ForAll String text) {
    assertThat(parser.parse(text)).isNotNull();
  }

  @Property
  void mutilatedUrls_areParsedWithoutExceptionAndNeverQuoted(@ForAll("mutilated") String text) {
    Parsed parsed = parser.parse(text);

    assertThat(parsed.toString()).doesNotContain("CANARY");
  }

  @Property
  void spellings_areOneEndpoint(
      @ForAll("ids") String id, @ForAll("tokens") String token, @ForAll("prefixes") String prefix) {
    assertThat(parser.parse(prefix + id + "/" + token)).isEqualTo(parser.parse(id + "/" + token));
  }

  @Property
  void normalising_isStable(@ForAll("ids") String id, @ForAll("tokens") String token) {
    Endpoint once = endpoint(id + "/" + token + "?thread_id=" + id + "&wait=true");

    assertThat(endpoint(once.address())).isEqualTo(once);
  }

  @Property
  void whateverIsTaken_isTakenUnchangedTheNextTime(@ForAll("mutilated") String text) {
    if (parser.parse(text) instanceof Parsed.Valid valid) {
      assertThat(parser.parse(valid.endpoint().address())).isEqualTo(valid);
    }
  }

  @Property
  void anotherHostsUrls_areOneEndpointInEverySpelling(
      @ForAll("hosts") String host, @ForAll("tokens") String path) {
    Endpoint once = endpoint("https://" + host + "/" + path);

    assertThat(endpoint(once.address())).isEqualTo(once);
    assertThat(once).isEqualTo(endpoint("https://example.com/" + path));
  }

  @Property
  void key_isTheIdAndMaskedHasNoToken(@ForAll("ids") String id, @ForAll("tokens") String token) {
    Endpoint endpoint = endpoint(id + "/" + token);

    assertThat(endpoint.key().value()).isEqualTo(id);
    assertThat(endpoint.toString()).isEqualTo("discord.com/api/webhooks/" + id + "/***");
  }

  @Property
  void slot_isInRange(@ForAll("ids") String id) {
    assertThat(new EndpointKey(id).slot()).isBetween(0, EndpointKey.SLOTS - 1);
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings().numeric().ofMinLength(17).ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .withChars('-', '_')
        .ofMinLength(60)
        .ofMaxLength(100);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of(
        "https://discord.com/api/webhooks/",
        "https://discord.com/api/v10/webhooks/",
        "https://DISCORD.com:443/api/v9/webhooks/");
  }

  @Provide
  Arbitrary<String> hosts() {
    return Arbitraries.of("example.com", "EXAMPLE.com", "example.com:443", "Example.Com:443");
  }

  /** A webhook's URL with something wrong put in somewhere, in the token as well. */
  @Provide
  Arbitrary<String> mutilated() {
    String url = "https://discord.com/api/webhooks/123456789012345678/" + CANARY + "0".repeat(9);
    Arbitrary<String> wrong =
        Arbitraries.of(
            "@", ":", "#", "?", "%", "%zz", "/", "//", "..", "\\", "\n", "é", "[", "]", "");
    Arbitrary<Integer> where = Arbitraries.integers().between(0, url.length());
    Arbitrary<Integer> cut = Arbitraries.integers().between(0, 3);
    return Combinators.combine(wrong, where, cut)
        .as((w, at, c) -> url.substring(0, at) + w + url.substring(Math.min(url.length(), at + c)));
  }

  private Endpoint endpoint(String text) {
    return ((Parsed.Valid) parser.parse(text)).endpoint();
  }
}
