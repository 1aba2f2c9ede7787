package dev.bonghwa.nms.legacy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bonghwa.endpoint.GoneEndpoint;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.nms.http.Json;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.store.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * All gone endpoints in one answer, as that API gives them; read and written a page at a time, for
 * there may be more than fit into the memory.
 */
final class UnsubscriberList implements Reply.Body {
  private static final int PAGE = 1_000;

  private final GoneEndpoints gone;
  private final List<GoneEndpoint> first;

  private UnsubscriberList(GoneEndpoints gone, List<GoneEndpoint> first) {
    this.gone = gone;
    this.first = first;
  }

  /** Reads the first page at once: while Redis is away there can still be another answer. */
  static UnsubscriberList of(GoneEndpoints gone) throws InterruptedException {
    return new UnsubscriberList(gone, Await.on(gone.list(Instant.EPOCH, "", PAGE)));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    // Not closed on failure: that would end the list as if it were whole.
    JsonGenerator json = Json.generator(out);
    json.writeStartObject();
    json.writeStringField("message", LegacyRoutes.DONE);
    json.writeArrayFieldStart("unsubscribers");
    List<GoneEndpoint> page = first;
    write(page, json);
    while (page.size() == PAGE) {
      GoneEndpoint last = page.getLast();
      page = Await.on(gone.list(last.at(), last.key().value(), PAGE));
      write(page, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  private static void write(List<GoneEndpoint> page, JsonGenerator json) throws IOException {
    for (GoneEndpoint endpoint : page) {
      String address = endpoint.endpoint().address();
      if (!address.isEmpty()) { // its record cannot be read
        json.writeString(address);
      }
    }
  }
}
