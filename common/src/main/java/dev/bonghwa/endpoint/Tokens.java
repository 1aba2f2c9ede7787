package dev.bonghwa.endpoint;

import java.util.regex.Pattern;

/** Takes out of a text from elsewhere what could be a webhook's token. */
public final class Tokens {
  private static final Pattern AS_LONG_AS_A_TOKEN = Pattern.compile("[A-Za-z0-9_\\-]{40,}");

  private Tokens() {}

  /** The same, and without what is secret in this address, as a whole or in parts. */
  public static String masked(String text, Endpoint endpoint) {
    String clean = text;
    for (String secret : endpoint.secrets()) {
      clean = clean.replace(secret, "***");
    }
    return masked(clean);
  }

  /** The text with {@code ***} for every word that is as long as a token may be. */
  public static String masked(String text) {
    return AS_LONG_AS_A_TOKEN.matcher(text).replaceAll("***");
  }
}
