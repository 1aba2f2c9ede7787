package dev.bonghwa.endpoint;

import org.jspecify.annotations.Nullable;

/** The part {@code ID/TOKEN?query} that all spellings of a Discord webhook end with. */
final class WebhookPath {
  private static final String API = "/api/";
  private static final String WEBHOOKS = "webhooks/";
  private static final int SHORTEST_ID = 17;
  private static final int LONGEST_ID = 20;
  private static final int SHORTEST_TOKEN = 60;
  private static final int LONGEST_TOKEN = 100;

  private WebhookPath() {}

  /** Where the id begins after {@code /api/webhooks/} or {@code /api/vN/webhooks/}; else -1. */
  static int afterPrefix(String raw, int from) {
    if (!raw.startsWith(API, from)) {
      return -1;
    }
    int next = afterVersion(raw, from + API.length());
    return raw.startsWith(WEBHOOKS, next) ? next + WEBHOOKS.length() : -1;
  }

  /** Whether this is {@code ID/TOKEN} and nothing else, as nearly all entries of lists are. */
  static boolean isBare(String raw) {
    int idEnd = Text.digitsEnd(raw, 0);
    int token = raw.length() - idEnd - 1;
    return isIdLength(idEnd)
        && isTokenLength(token)
        && raw.charAt(idEnd) == '/'
        && Text.tokenEnd(raw, idEnd + 1) == raw.length();
  }

  static Parsed parse(String raw, int from) {
    int idEnd = Text.digitsEnd(raw, from);
    if (!isIdLength(idEnd - from) || !raw.startsWith("/", idEnd)) {
      return Refused.ID;
    }
    int tokenEnd = Text.tokenEnd(raw, idEnd + 1);
    if (!isTokenLength(tokenEnd - idEnd - 1)) {
      return Refused.TOKEN;
    }
    int end = raw.startsWith("/", tokenEnd) ? tokenEnd + 1 : tokenEnd;
    if (end == raw.length()) {
      return valid(raw.substring(from, tokenEnd));
    }
    if (raw.charAt(end) == '?') {
      return withQuery(raw.substring(from, tokenEnd), raw.substring(end + 1));
    }
    return end > tokenEnd ? Refused.SUFFIX : Refused.TOKEN;
  }

  /** Of the query only the thread is part of the address: the sender decides about the rest. */
  private static Parsed withQuery(String address, String query) {
    WebhookQuery known = WebhookQuery.parse(query);
    if (known == null) {
      return Refused.QUERY;
    }
    String thread = known.threadId();
    if (thread == null) {
      return valid(address);
    }
    return isId(thread) ? valid(address + "?thread_id=" + thread) : Refused.THREAD_ID;
  }

  private static int afterVersion(String raw, int from) {
    int digits = Text.digitsEnd(raw, from + 1);
    boolean version = raw.startsWith("v", from) && digits > from + 1 && raw.startsWith("/", digits);
    return version ? digits + 1 : from;
  }

  private static boolean isId(String text) {
    return isIdLength(text.length()) && Text.digitsEnd(text, 0) == text.length();
  }

  private static boolean isIdLength(int length) {
    return length >= SHORTEST_ID && length <= LONGEST_ID;
  }

  private static boolean isTokenLength(int length) {
    return length >= SHORTEST_TOKEN && length <= LONGEST_TOKEN;
  }

  static Parsed valid(String address) {
    return new Parsed.Valid(new Endpoint(address));
  }

  /** The three known parameters of a webhook's URL. */
  private record WebhookQuery(@Nullable String threadId) {
    /** Null when another parameter is there, or one of these twice. */
    static @Nullable WebhookQuery parse(String query) {
      String thread = null;
      boolean wait = false;
      boolean components = false;
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        switch (name) {
          case "thread_id" -> {
            if (thread != null) {
              return null;
            }
            thread = pair.substring(equals + 1);
          }
          case "wait" -> {
            if (wait) {
              return null;
            }
            wait = true;
          }
          case "with_components" -> {
            if (components) {
              return null;
            }
            components = true;
          }
          default -> {
            return null;
          }
        }
      }
      return new WebhookQuery(thread);
    }
  }
}
