package dev.bonghwa.nms.proxies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code {"proxies": ["host:port", …]}}. */
public final class ProxyList {
  private static final int MOST_BYTES = 64 * 1024;

  private ProxyList() {}

  /** The entries as they were given, at least one. */
  public static List<String> read(Request request) {
    request.contentType(Set.of("application/json"));
    byte[] body = request.smallBody(MOST_BYTES);
    try (JsonParser parser = JsonInput.open(new ByteArrayInputStream(body))) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw JsonInput.problem(e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  private static List<String> read(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    expect(parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals("proxies"));
    expect(parser.nextToken() == JsonToken.START_ARRAY);
    List<String> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken() == JsonToken.VALUE_STRING);
      entries.add(parser.getText());
    }
    expect(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    if (entries.isEmpty()) {
      throw Problem.at(422, "/proxies", "is empty");
    }
    return entries;
  }

  private static void expect(boolean as) {
    if (!as) {
      throw Problem.of(400, "the body must be {\"proxies\": [\"host:port\", …]}");
    }
  }
}
