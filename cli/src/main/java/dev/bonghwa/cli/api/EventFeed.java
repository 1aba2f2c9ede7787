package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job's event stream, read by a thread of its own and opened again whenever it ends. Reading here
 * never blocks for longer than asked: a stream that went silent without closing looks like one that
 * has nothing to say, and the caller polls.
 */
final class EventFeed implements AutoCloseable {

  private static final Duration REOPEN_AFTER = Duration.ofSeconds(1);

  private final NmsClient client;
  private final String jobId;
  private final BlockingQueue<JsonNode> events = new ArrayBlockingQueue<>(64);
  private final Thread reader;
  private volatile boolean closed;
  private volatile @Nullable InputStream open;

  EventFeed(NmsClient client, String jobId) {
    this.client = client;
    this.jobId = jobId;
    this.reader = Thread.ofVirtual().name("events").start(this::run);
  }

  /** The newest event that is there, or the next one within that time. */
  Optional<JsonNode> next(Duration patience) throws InterruptedException {
    @Nullable JsonNode newest = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    for (JsonNode later = events.poll(); later != null; later = events.poll()) {
      newest = later;
    }
    return Optional.ofNullable(newest);
  }

  private void run() {
    try {
      while (!closed) {
        tryToRead();
        Thread.sleep(REOPEN_AFTER);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void tryToRead() throws InterruptedException {
    try {
      readOnce();
    } catch (IOException e) {
      // who follows the job polls meanwhile
    }
  }

  private void readOnce() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.events(jobId);
    try (InputStream body = response.body()) {
      open = body;
      if (response.statusCode() == 200) {
        read(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
      }
    } finally {
      open = null;
    }
  }

  private void read(BufferedReader lines) throws IOException, InterruptedException {
    var parser = new SseParser();
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      Optional<SseParser.Event> event = parser.accept(line);
      if (event.isPresent()) {
        events.put(client.transport().json(event.get().data()));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    InputStream body = open;
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        // closing is all that was wanted
      }
    }
  }
}
