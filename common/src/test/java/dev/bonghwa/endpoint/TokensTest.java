package dev.bonghwa.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {

  private static final Endpoint GENERIC =
      new Endpoint("https://hooks.example.com/in/sesame-42%2B1?key=open-sesame&v=2");

  @Test
  void wordsAsLongAsATokenMayBe_areMasked() {
    assertThat(Tokens.masked("no " + "x".repeat(40) + " here")).isEqualTo("no *** here");
  }

  @Test
  void whatIsSecretInTheAddress_isMasked_asAWholeAndInParts() {
    assertThat(Tokens.masked("at /in/sesame-42%2B1?key=open-sesame&v=2", GENERIC))
        .isEqualTo("at ***");
    assertThat(Tokens.masked("bad key open-sesame for sesame-42%2B1 (sesame-42+1)", GENERIC))
        .isEqualTo("bad key *** for *** (***)");
  }

  @Test
  void theRest_isLeft() {
    assertThat(Tokens.masked("hooks.example.com wants a key", GENERIC))
        .isEqualTo("hooks.example.com wants a key");
    assertThat(Tokens.masked("1/2", new Endpoint("https://hooks.example.com/"))).isEqualTo("1/2");
  }

  @Test
  void tokenOfAWebhook_isMaskedHoweverShort() {
    assertThat(Tokens.masked("token tokentoken", new Endpoint("42/tokentoken")))
        .isEqualTo("token ***");
  }
}
