package dev.bonghwa.nms.legacy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bonghwa.endpoint.GoneEndpoint;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.GonePage;
import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.store.Await;
import java.io.IOException;
import java.io.OutputStream;

/**
 * All gone endpoints in one answer, as that API gives them; read and written a page at a time, for
 * there may be more than fit into the memory.
 */
final class UnsubscriberList implements Reply.Body {
  private static final int PAGE = 1_000;

  private final GoneEndpoints gone;
  private final GonePage first;

  private UnsubscriberList(GoneEndpoints gone, GonePage first) {
    this.gone = gone;
    this.first = first;
  }

  /** Reads the first page at once: while Redis is away there can still be another answer. */
  static UnsubscriberList of(GoneEndpoints gone) throws InterruptedException {
    return new UnsubscriberList(gone, Await.on(gone.list(GonePage.Place.START, PAGE)));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    // Not closed on failure: that would end the list as if it were whole.
    JsonGenerator json = Json.generator(out);
    json.writeStartObject();
    json.writeStringField("message", LegacyRoutes.DONE);
    json.writeArrayFieldStart("unsubscribers");
    GonePage page = first;
    write(page, json);
    while (page.more()) {
      page = Await.on(gone.list(page.last(), PAGE));
      write(page, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  private static void write(GonePage page, JsonGenerator json) throws IOException {
    for (GoneEndpoint endpoint : page.endpoints()) {
      String address = endpoint.endpoint().address();
      if (!address.isEmpty()) { // its record cannot be read
        json.writeString(address);
      }
    }
  }
}
