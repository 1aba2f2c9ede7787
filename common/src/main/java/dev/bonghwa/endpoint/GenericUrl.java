package dev.bonghwa.endpoint;

/** A full URL on an allow-listed host that is not Discord's: kept as it is, but for its host. */
final class GenericUrl {
  /** Neither a URL nor a request line may hold these as they are. */
  private static final String TO_BE_ENCODED = "\"<>^`{|}";

  private GenericUrl() {}

  static Parsed parse(String raw, Authority to, int pathStart) {
    String rest = raw.substring(pathStart);
    if (!hasGoodPercents(rest)) {
      return Refused.PERCENT;
    }
    if (rest.chars().anyMatch(c -> TO_BE_ENCODED.indexOf(c) >= 0)) {
      return Refused.UNENCODED;
    }
    if (hasDotSegment(rest)) {
      return Refused.DOTS;
    }
    String path = rest.startsWith("/") ? rest : "/" + rest;
    String port = to.port() == Authority.HTTPS_PORT ? "" : ":" + to.port();
    return new Parsed.Valid(new Endpoint("https://" + to.host() + port + path));
  }

  private static boolean hasGoodPercents(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      boolean good =
          i + 2 < text.length() && Text.isHex(text.charAt(i + 1)) && Text.isHex(text.charAt(i + 2));
      if (!good || text.startsWith("%00", i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDotSegment(String rest) {
    int query = rest.indexOf('?');
    for (String segment : rest.substring(0, query < 0 ? rest.length() : query).split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
