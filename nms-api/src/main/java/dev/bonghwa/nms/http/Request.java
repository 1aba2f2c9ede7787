package dev.bonghwa.nms.http;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request as a handler sees it. */
public final class Request {
  private final String id;
  private final Map<String, String> params;
  private final MultiMap query;
  private final MultiMap headers;
  private final BodyStream body;

  Request(
      String id, Map<String, String> params, MultiMap query, MultiMap headers, BodyStream body) {
    this.id = id;
    this.params = params;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /** What {@code X-Request-Id} says, the caller's or a new one. */
  public String id() {
    return id;
  }

  /** The part of the path that stands for {@code {name}}. */
  public String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** A query parameter; empty when it was not given. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A number in the query between {@code least} and {@code most}. */
  public int query(String name, int otherwise, int least, int most) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal, which names the rule
    }
    throw Problem.at(400, name, "must be a number between " + least + " and " + most);
  }

  /** True, false, or an absent parameter as false. */
  public boolean flag(String name) {
    return switch (query.get(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.at(400, name, "must be true or false");
    };
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The body's media type in lower case without parameters.
   *
   * @throws Problem 415 if it is none of {@code accepted}, is not UTF-8, or is encoded
   */
  public String contentType(Set<String> accepted) {
    String encoding = headers.get("Content-Encoding");
    if (encoding != null) {
      throw Problem.of(415, "send the body as it is: Content-Encoding is not accepted");
    }
    return MediaTypes.check(headers.get("Content-Type"), accepted);
  }

  /**
   * The body. Reading blocks until bytes come.
   *
   * <p>Throws {@link Problem}: 411 without a body, 413 beyond the limit, 408 when it comes too
   * slowly; and {@link IOException} when the client left.
   */
  public InputStream body() {
    return body;
  }

  /** The body's bytes as the header says, or -1 when it does not. */
  public long contentLength() {
    String length = headers.get("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }

  /** A small body as a whole. */
  public byte[] smallBody(int mostBytes) {
    try {
      byte[] bytes = body.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw Problem.of(413, "the body is larger than " + mostBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ClientLeft(e);
    }
  }

  /** The same; nothing when there is no body. */
  public byte[] smallBodyIfAny(int mostBytes) {
    return body.hasBody() ? smallBody(mostBytes) : new byte[0];
  }
}
