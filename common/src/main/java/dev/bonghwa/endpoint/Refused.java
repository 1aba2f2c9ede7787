package dev.bonghwa.endpoint;

/** Every reason for refusing an address. They repeat nothing of it: any part may be a secret. */
final class Refused {
  static final Parsed EMPTY = because("is empty");
  static final Parsed TOO_LONG = because("is longer than 2,048 characters");
  static final Parsed CHARACTERS =
      because("holds a space, a control character, a backslash or a character that is not ASCII");
  static final Parsed NOT_AN_ADDRESS = because("is neither ID/TOKEN nor an https URL");
  static final Parsed NOT_HTTPS = because("is not https");
  static final Parsed USER = because("holds a user name before the host");
  static final Parsed FRAGMENT = because("has a fragment (#)");
  static final Parsed HOST = because("has no valid host and port");
  static final Parsed TRAILING_DOT = because("has a dot at the end of its host");
  static final Parsed PORT = because("has a port that ALLOWED_HOSTS does not name");
  static final Parsed IP_LITERAL = because("is an IP address that ALLOWED_HOSTS does not name");
  static final Parsed NOT_ALLOWED = because("is on a host that ALLOWED_HOSTS does not name");
  static final Parsed NOT_A_WEBHOOK = because("is on Discord but not an address of a webhook");
  static final Parsed ID = because("has no webhook id of 17 to 20 digits");
  static final Parsed TOKEN =
      because("has no webhook token of 60 to 100 letters, digits, hyphens and underscores");
  static final Parsed SUFFIX =
      because("has something after the token: leave it out, also /slack and /github");
  static final Parsed PERCENT = because("has a bad percent-encoding");
  static final Parsed UNENCODED =
      because("holds one of \" < > ^ ` { | } that is not percent-encoded");
  static final Parsed DOTS = because("has a path with . or .. in it");
  static final Parsed QUERY =
      because("has a query other than thread_id, wait and with_components, each at most once");
  static final Parsed THREAD_ID =
      because("has a thread_id that is not a number of 17 to 20 digits");

  private Refused() {}

  private static Parsed because(String reason) {
    return new Parsed.Invalid(reason);
  }
}
