package dev.bonghwa.nms;

import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of this API, a resource beside this class. */
final class OpenApi {
  private final byte[] document = read();

  Reply show(Request request) {
    return Reply.document("application/json", document);
  }

  private static byte[] read() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is not beside " + OpenApi.class.getName());
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json cannot be read", e);
    }
  }
}
