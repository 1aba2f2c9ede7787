package dev.bonghwa.redis;

/** Reads what {@code INFO} answers. */
public final class ServerInfo {

  private ServerInfo() {}

  /** The value of a field; empty when the server does not say it. */
  public static String field(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** A whole number; 0 when the server does not say it. */
  public static long number(String info, String name) {
    String value = field(info, name);
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }
}
