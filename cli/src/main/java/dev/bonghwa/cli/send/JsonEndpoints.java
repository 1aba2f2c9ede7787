package dev.bonghwa.cli.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;

/** A JSON array of strings, read token by token. */
final class JsonEndpoints implements EndpointLines {

  // Without its source an exception cannot quote a piece of the file, which may hold a token.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final JsonParser parser;
  private String text = "";
  private int count;
  private boolean ended;

  JsonEndpoints(InputStream file) throws IOException {
    this.parser = JSON.createParser(file);
    parser.nextToken(); // the bracket that was seen
  }

  @Override
  public boolean next() throws IOException {
    if (ended) {
      return false;
    }
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      requireEnd();
      ended = true;
      return false;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw new JsonParseException(parser, "not a string");
    }
    text = parser.getText().strip();
    count++;
    return true;
  }

  private void requireEnd() throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "something after the array");
    }
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String place() {
    return "entry " + count + " (line " + parser.currentTokenLocation().getLineNr() + ")";
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
