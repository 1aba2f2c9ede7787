package dev.bonghwa.nms.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * JSON from outside: strict, bounded, UTF-8 only. Messages never repeat the input, which may be a
 * credential.
 *
 * <p>Duplicate names, NaN, comments, a byte order mark and half surrogate pairs are refused; so is
 * what nests deeper than 32, a name beyond 256, a number beyond 32 or a string beyond 65,536
 * characters.
 */
public final class JsonInput {
  private static final int LONGEST_STRING = 64 * 1024;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNameLength(256)
                  .maxNumberLength(32)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private JsonInput() {}

  /** A parser on the body; reading the body's first bytes already. */
  public static JsonParser open(InputStream body) throws IOException {
    PushbackInputStream in = new PushbackInputStream(body, 4);
    byte[] start = in.readNBytes(4);
    refuseOtherEncodings(start);
    in.unread(start);
    return FACTORY.createParser(in);
  }

  /** What a failure while parsing means to the caller. */
  public static Problem problem(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : place(e);
    return switch (e) {
      case StreamConstraintsException limit -> Problem.of(400, "the JSON" + where + limit(limit));
      case JsonEOFException end -> Problem.of(400, "the body ends in the middle of its JSON");
      default -> Problem.of(400, "the body is not valid JSON" + where + hint(e));
    };
  }

  /** Refuses a character that is only half there: no receiver could read the message. */
  public static String whole(String text, String pointer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw Problem.at(400, pointer, "holds half of a surrogate pair");
      }
    }
    return text;
  }

  private static void refuseOtherEncodings(byte[] start) {
    if (start.length == 0) {
      throw Problem.of(400, "the body is empty");
    }
    if ((start[0] & 0xff) == 0xef || (start[0] & 0xff) >= 0xfe) {
      throw Problem.of(400, "the body begins with a byte order mark; send plain UTF-8");
    }
    for (byte b : start) {
      if (b == 0) {
        throw Problem.of(400, "the body must be UTF-8 text");
      }
    }
  }

  private static String place(JsonProcessingException e) {
    return " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static String limit(StreamConstraintsException e) {
    String text = String.valueOf(e.getOriginalMessage());
    if (text.contains("depth")) {
      return " nests deeper than 32";
    }
    if (text.contains("Name")) {
      return " has a name longer than 256";
    }
    return text.contains("Number")
        ? " has a number longer than 32 digits"
        : " has a string longer than 65,536 characters";
  }

  private static String hint(JsonProcessingException e) {
    String text = String.valueOf(e.getOriginalMessage());
    if (text.startsWith("Duplicate")) {
      return ": a name is there twice";
    }
    if (text.contains("NaN") || text.contains("INF")) {
      return ": NaN and Infinity are no JSON numbers";
    }
    return text.contains("UTF-8") ? ": it is not UTF-8" : "";
  }
}
