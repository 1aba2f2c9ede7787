package dev.bonghwa.nms.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.nms.http.JsonInput;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"states": ["failed", …], "name": …, "expires_in": …}}, or nothing at all. */
public final class RedriveReader {
  private static final int MOST_BYTES = 4 * 1024;
  private Set<TargetState> states = RedriveRequest.USUAL;
  private @Nullable String name;
  private @Nullable Duration expiresIn;

  private RedriveReader() {}

  /** What the request's body says of that job. */
  public static RedriveRequest read(JobId original, Request request) throws InterruptedException {
    byte[] body = request.smallBodyIfAny(MOST_BYTES);
    RedriveReader reader = new RedriveReader();
    if (body.length > 0) {
      request.contentType(Set.of("application/json"));
      JsonInput.read(new ByteArrayInputStream(body), reader::readObject);
    }
    return new RedriveRequest(original, reader.states, reader.name, reader.expiresIn);
  }

  private void readObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Problem.inBody(400, "", "the body must be a JSON object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        readField(field, parser);
      }
    }
    if (parser.nextToken() != null) {
      throw Problem.inBody(400, "", "something follows the JSON object");
    }
  }

  private void readField(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "states" -> states = states(parser);
      case "name" -> name = RequestFields.name(RequestFields.text(field, parser));
      case "expires_in" -> expiresIn = RequestFields.expiresIn(parser);
      default -> throw SubmissionReader.unknown(field);
    }
  }

  private static Set<TargetState> states(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Problem.at(400, "/states", "must be an array of strings");
    }
    Set<TargetState> named = EnumSet.noneOf(TargetState.class);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw Problem.at(400, "/states", "must be an array of strings");
      }
      named.add(state(parser.getText()));
    }
    if (named.isEmpty()) {
      throw Problem.at(422, "/states", "is empty");
    }
    return named;
  }

  private static TargetState state(String word) {
    return RedriveRequest.POSSIBLE.stream()
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.at(
                    422,
                    "/states",
                    "may hold "
                        + RedriveRequest.POSSIBLE.stream()
                            .map(TargetState::word)
                            .collect(Collectors.joining(", "))
                        + "; a gone endpoint is never called again"));
  }
}
