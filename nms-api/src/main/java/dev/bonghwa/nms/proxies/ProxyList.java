package dev.bonghwa.nms.proxies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code {"proxies": ["host:port", …]}}. */
public final class ProxyList {
  private static final int MOST_BYTES = 64 * 1024;

  private ProxyList() {}

  /** The entries as they were given, at least one. */
  public static List<String> read(Request request) throws InterruptedException {
    request.contentType(Set.of("application/json"));
    InputStream body = new ByteArrayInputStream(request.smallBody(MOST_BYTES));
    List<String> entries = new ArrayList<>();
    JsonInput.read(body, parser -> read(parser, entries));
    if (entries.isEmpty()) {
      throw Problem.at(422, "/proxies", "is empty");
    }
    return entries;
  }

  private static void read(JsonParser parser, List<String> entries) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    expect(parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals("proxies"));
    expect(parser.nextToken() == JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken() == JsonToken.VALUE_STRING);
      entries.add(parser.getText());
    }
    expect(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
  }

  private static void expect(boolean as) {
    if (!as) {
      throw Problem.inBody(400, "", "the body must be {\"proxies\": [\"host:port\", …]}");
    }
  }
}
