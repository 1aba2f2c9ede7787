package dev.bonghwa.testkit.discord;

/**
 * A made-up Discord webhook.
 *
 * @param id a snowflake
 * @param token as secret as a real one would be
 */
public record Webhook(long id, String token) {

  /** {@code ID/TOKEN}, as jobs take it. */
  public String target() {
    return Long.toUnsignedString(id) + "/" + token;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(id) + "/***";
  }
}
