package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * Parses a submit as a stream: targets go to the sink as they come, the few other fields into a
 * {@link RequestFields}. Fields may come in any order, so a fault may be found after targets were
 * staged; nothing of that is ever committed.
 */
public final class SubmissionReader {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private final Vocabulary words;
  private final RequestFields fields;
  private final TargetSink sink;
  private int index;
  private boolean listSeen;

  public SubmissionReader(Vocabulary words, RequestFields fields, TargetSink sink) {
    this.words = words;
    this.fields = fields;
    this.sink = sink;
  }

  /** One JSON object that holds everything. */
  public void readObject(InputStream body) throws InterruptedException {
    parse(
        body,
        parser -> {
          readFields(parser, true);
          if (parser.nextToken() != null) {
            throw Problem.inBody(400, "", "something follows the JSON object");
          }
        });
  }

  /** NDJSON: the object without the list on the first line, then one target a line. */
  public void readLines(InputStream body) throws InterruptedException {
    parse(
        body,
        parser -> {
          readFields(parser, false);
          listSeen = true;
          while (parser.nextToken() != null) {
            readTarget(parser);
          }
        });
  }

  private void parse(InputStream body, JsonInput.Steps steps) throws InterruptedException {
    JsonInput.read(body, steps);
    if (!listSeen) {
      throw Problem.at(400, "/" + words.targets(), "is missing");
    }
    if (index == 0) {
      throw Problem.at(422, "/" + words.targets(), "is empty");
    }
  }

  private void readFields(JsonParser parser, boolean withTargets)
      throws IOException, InterruptedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Problem.inBody(400, "", "the body must begin with a JSON object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!words.fields().contains(name) || (!withTargets && name.equals(words.targets()))) {
        throw unknown(name);
      }
      if (name.equals(words.targets())) {
        readTargets(parser);
      } else {
        fields.read(name, parser);
      }
    }
  }

  private void readTargets(JsonParser parser) throws IOException, InterruptedException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Problem.at(400, "/" + words.targets(), "must be an array of strings");
    }
    listSeen = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readTarget(parser);
    }
  }

  private void readTarget(JsonParser parser) throws IOException, InterruptedException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      sink.target(index++, parser.getText());
    } else {
      parser.skipChildren();
      sink.notText(index++);
    }
  }

  /** A name is repeated only when it cannot be an address that slipped into the wrong place. */
  static Problem unknown(String name) {
    return HARMLESS.matcher(name).matches()
        ? Problem.at(400, "/" + name, "is not a field of this request")
        : Problem.inBody(400, "", "the request has an unknown field");
  }
}
