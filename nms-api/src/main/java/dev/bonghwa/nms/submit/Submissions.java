package dev.bonghwa.nms.submit;

import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.job.Job;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.intake.RedriveRequest;
import dev.bonghwa.nms.intake.Vocabulary;
import dev.bonghwa.nms.metrics.NmsMetrics;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.nms.store.Store;
import dev.bonghwa.queue.Reservation;
import dev.bonghwa.registry.RegisteredNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Makes jobs of requests, steps ① to ④:
 *
 * <ol>
 *   <li>the idempotency key pins a job id, so that death anywhere below is mended by the caller's
 *       retry;
 *   <li>the list is read as a stream into batches, which are staged in an area of this request's
 *       own;
 *   <li>the commit makes the first area the job, and tells every later one that it was not the
 *       first;
 *   <li>only then is there an answer.
 * </ol>
 */
public final class Submissions {
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Store store;
  private final Fleet fleet;
  private final EndpointParser parser;
  private final Admission admission;
  private final SubmitSettings settings;
  private final NmsMetrics metrics;
  private final Estimates estimates;
  private final Uploads uploads = new Uploads(PATIENCE);

  public Submissions(
      Store store,
      Fleet fleet,
      EndpointParser parser,
      Admission admission,
      SubmitSettings settings,
      NmsMetrics metrics) {
    this.store = store;
    this.fleet = fleet;
    this.parser = parser;
    this.admission = admission;
    this.settings = settings;
    this.metrics = metrics;
    this.estimates = new Estimates(fleet, admission);
  }

  /** Reads the request's body, whose fields have these names, and makes it a job. */
  public Submitted submit(Request request, Vocabulary words) throws InterruptedException {
    Optional<String> key = IdempotencyKeys.of(request);
    return read(request, words, body -> submit(body, key));
  }

  /** What is to be known of fleet and backlog is asked while the key is, not after it. */
  private Submitted submit(Source source, Optional<String> key) throws InterruptedException {
    admission.prepare();
    CompletionStage<List<RegisteredNode>> nodes = fleet.ask();
    return new Submission(this, pinned(key)).run(source, nodes);
  }

  /**
   * Reads and refuses the same, and says what would become of it. Nothing is written, and no key is
   * taken.
   */
  public Planned plan(Request request, Vocabulary words) throws InterruptedException {
    IdempotencyKeys.of(request);
    return read(request, words, new DryRun(this)::run);
  }

  /** What becomes of a list. */
  private interface Use<T> {
    T of(Source source) throws InterruptedException;
  }

  private <T> T read(Request request, Vocabulary words, Use<T> use) throws InterruptedException {
    boolean lines = request.contentType(Set.of(JSON, LINES)).equals(LINES);
    BodySource.Form form = new BodySource.Form(words, lines, request.flag("strict"));
    try (Uploads.Place place = uploads.enter(request.contentLength())) {
      return use.of(new BodySource(parser, settings, form, place.body(request.body())));
    }
  }

  /** Where a job is found, or refused. */
  public interface Finder {
    Job find() throws InterruptedException;
  }

  /**
   * Makes a job of what an ended one did not deliver. A key that has made one answers with it, also
   * when the original is long forgotten.
   */
  public Submitted redrive(Request request, RedriveRequest wish, Finder original)
      throws InterruptedException {
    Pinned pinned = pinned(IdempotencyKeys.of(request));
    if (pinned.digest() != null) {
      return new Submission(this, pinned).repeat(pinned.digest(), wish.digest());
    }
    Redrive redrive = new Redrive(store.reader(), original.find(), wish);
    redrive.check();
    try (Uploads.Place place = uploads.enter(redrive.bytes())) {
      return new Submission(this, pinned).run(redrive, fleet.ask());
    }
  }

  /** How long jobs will probably take. */
  public Estimates estimates() {
    return estimates;
  }

  Store store() {
    return store;
  }

  Fleet fleet() {
    return fleet;
  }

  Admission admission() {
    return admission;
  }

  SubmitSettings settings() {
    return settings;
  }

  NmsMetrics metrics() {
    return metrics;
  }

  private Pinned pinned(Optional<String> key) throws InterruptedException {
    return key.isPresent() ? pinned(key.get()) : fresh();
  }

  private Pinned fresh() throws InterruptedException {
    return new Pinned(null, Await.onFirst(store.intake()::freshId), null, true, false);
  }

  private Pinned pinned(String key) throws InterruptedException {
    Reservation known = Await.onFirst(() -> store.intake().reserve(key, settings.keyLives()));
    boolean there =
        !known.isNew() && Await.onRepeatable(() -> store.reader().read(known.job())).isPresent();
    return new Pinned(key, known.job(), known.digest(), known.isNew(), there);
  }
}
