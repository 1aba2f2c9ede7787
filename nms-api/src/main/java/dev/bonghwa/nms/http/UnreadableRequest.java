package dev.bonghwa.nms.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why bytes that came in are no request that could be handed to a route. */
final class UnreadableRequest {
  static final int MOST_LINE_BYTES = 4 * 1024;
  static final int MOST_HEADER_BYTES = 8 * 1024;

  private UnreadableRequest() {}

  /** The decoder's own words are not passed on: they may quote what was sent. */
  static Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException tooLong ->
          Problem.of(414, "the request line is longer than " + MOST_LINE_BYTES + " bytes");
      case TooLongHttpHeaderException tooLong ->
          Problem.of(431, "the header is longer than " + MOST_HEADER_BYTES + " bytes");
      default ->
          Problem.of(
              400,
              "this is not HTTP/1.1: the request line or a header field is malformed, or two of"
                  + " them tell the body's length");
    };
  }
}
