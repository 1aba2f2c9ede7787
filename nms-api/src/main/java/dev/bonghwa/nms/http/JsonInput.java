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
import java.util.regex.Pattern;

/**
 * JSON from outside: strict, bounded, UTF-8 only. Messages never repeat the input, which may be a
 * credential.
 *
 * <p>Duplicate names, NaN, comments, a byte order mark and half surrogate pairs are refused; so is
 * what nests deeper than 32, a name beyond 256, a number beyond 32 or a string beyond 65,536
 * characters.
 */
public final class JsonInput {
  private static final Pattern HARMLESS = Pattern.compile("(/[A-Za-z0-9_.-]{1,40})*");
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

  /** Reads a body from its first token to its last. */
  @FunctionalInterface
  public interface Steps {
    void run(JsonParser parser) throws IOException, InterruptedException;
  }

  /**
   * Reads a body in these steps. What is wrong with its JSON comes out as {@link Problem}, a client
   * that leaves in between as {@link ClientLeft}.
   */
  public static void read(InputStream body, Steps steps) throws InterruptedException {
    try (JsonParser parser = open(body)) {
      run(steps, parser);
    } catch (IOException e) {
      throw new ClientLeft(e);
    }
  }

  private static void run(Steps steps, JsonParser parser) throws IOException, InterruptedException {
    try {
      steps.run(parser);
    } catch (StreamConstraintsException e) {
      throw beyond(e, pointer(parser));
    } catch (JsonProcessingException e) {
      String detail =
          e instanceof JsonEOFException
              ? "the body ends in the middle of its JSON"
              : "the body is not valid JSON" + place(e) + hint(e);
      throw Problem.inBody(400, pointer(parser), detail);
    }
  }

  private static JsonParser open(InputStream body) throws IOException {
    PushbackInputStream in = new PushbackInputStream(body, 4);
    byte[] start = in.readNBytes(4);
    refuseOtherEncodings(start);
    in.unread(start);
    return FACTORY.createParser(in);
  }

  /** Where the parser stands, unless one of the names could be an address in the wrong place. */
  private static String pointer(JsonParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return HARMLESS.matcher(pointer).matches() ? pointer : "";
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
      throw Problem.inBody(400, "", "the body is empty");
    }
    if ((start[0] & 0xff) == 0xef || (start[0] & 0xff) >= 0xfe) {
      throw Problem.inBody(400, "", "the body begins with a byte order mark; send plain UTF-8");
    }
    for (byte b : start) {
      if (b == 0) {
        throw Problem.inBody(400, "", "the body must be UTF-8 text");
      }
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  /** A long text is proper JSON, and wrong wherever it stands; the other limits are of syntax. */
  private static Problem beyond(StreamConstraintsException e, String pointer) {
    String text = String.valueOf(e.getOriginalMessage());
    if (text.contains("depth")) {
      return Problem.inBody(400, pointer, "nests deeper than 32");
    }
    if (text.contains("Name")) {
      return Problem.inBody(400, pointer, "has a name longer than 256");
    }
    return text.contains("Number")
        ? Problem.inBody(400, pointer, "is a number longer than 32 digits")
        : Problem.inBody(422, pointer, "is longer than 65,536 characters");
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
