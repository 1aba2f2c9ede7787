package dev.bonghwa.nms.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** What a handler answers. */
public sealed interface Reply {

  /** A complete answer; {@code body} may be empty. */
  record Whole(int status, String contentType, byte[] body, Map<String, String> headers)
      implements Reply {
    public Whole {
      headers = Map.copyOf(headers);
    }

    /** The same answer with one more header. */
    public Whole with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Whole(status, contentType, body, more);
    }
  }

  /**
   * A stream of server-sent events, written by {@code source} until it returns or the client
   * leaves.
   */
  record Streamed(Source source) implements Reply {}

  /** Writes events; runs on the request's virtual thread. */
  @FunctionalInterface
  interface Source {
    void writeTo(EventSink sink) throws InterruptedException;
  }

  /** A 200 too long for the memory: its body is written as it is made. */
  record Chunked(String contentType, Body body) implements Reply {}

  /** Writes a body; runs on the request's virtual thread, no faster than the client reads. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** A JSON answer; see {@link Json}. */
  static Whole json(int status, Object body) {
    return new Whole(status, "application/json", Json.write(body), Map.of());
  }

  /** 204, or another status that says everything. */
  static Whole empty(int status) {
    return new Whole(status, "", new byte[0], Map.of());
  }

  /** A prepared document. */
  static Whole document(String contentType, byte[] body) {
    return new Whole(200, contentType, body, Map.of());
  }
}
