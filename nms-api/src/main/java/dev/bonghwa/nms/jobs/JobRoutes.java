package dev.bonghwa.nms.jobs;

import dev.bonghwa.job.Job;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.nms.http.Pages;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;
import dev.bonghwa.nms.http.Request;
import dev.bonghwa.nms.http.Route;
import dev.bonghwa.nms.http.Turns;
import dev.bonghwa.nms.intake.RedriveReader;
import dev.bonghwa.nms.intake.RedriveRequest;
import dev.bonghwa.nms.intake.Vocabulary;
import dev.bonghwa.nms.nodes.Fleet;
import dev.bonghwa.nms.store.Await;
import dev.bonghwa.nms.store.Store;
import dev.bonghwa.nms.submit.Submissions;
import dev.bonghwa.nms.submit.Submitted;
import dev.bonghwa.queue.JobControl;
import dev.bonghwa.queue.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /v1/jobs}. */
public final class JobRoutes {
  private static final int COUNTS_AT_ONCE = 2;
  private static final Duration COUNT_PATIENCE = Duration.ofSeconds(10);

  private final Submissions submissions;
  private final Store store;
  private final Fleet fleet;
  private final JobRates rates;
  private final JobFinder finder;

  public JobRoutes(Submissions submissions, Store store, Fleet fleet, JobRates rates) {
    this.submissions = submissions;
    this.store = store;
    this.fleet = fleet;
    this.rates = rates;
    this.finder = new JobFinder(store.reader());
  }

  /** All operations on jobs. */
  public List<Route> routes() {
    JobControl control = store.control();
    return List.of(
        Route.of("POST", "/v1/jobs", this::submit).taking("strict", "dry_run"),
        Route.of("GET", "/v1/jobs", this::list).taking("state", "limit", "cursor"),
        Route.of("GET", "/v1/jobs/{id}", this::show),
        Route.of("GET", "/v1/jobs/{id}/events", this::watch),
        Route.of("GET", "/v1/jobs/{id}/deliveries", new DeliveryList(store.reader())::list)
            .taking("state", "limit", "cursor"),
        Route.of("GET", "/v1/jobs/{id}/failures", failures()),
        Route.of("POST", "/v1/jobs/{id}/cancel", r -> change(r, control::cancel)),
        Route.of("POST", "/v1/jobs/{id}/pause", r -> change(r, control::pause)),
        Route.of("POST", "/v1/jobs/{id}/resume", r -> change(r, control::resume)),
        Route.of("POST", "/v1/jobs/{id}/redrive", this::redrive));
  }

  /** Each reads all that a job did not deliver, which may be a million records. */
  private Route.Handler failures() {
    return new Turns(COUNTS_AT_ONCE, COUNT_PATIENCE, "other failures are being counted; ask again")
        .around(new FailureCounts(store.reader())::show);
  }

  private record Jobs(List<JobView> jobs, @Nullable String next) {}

  private interface Change {
    CompletionStage<JobControl.Result> make(JobId id);
  }

  private Reply submit(Request request) throws InterruptedException {
    if (request.flag("dry_run")) {
      return Reply.json(200, PlanView.of(submissions.plan(request, Vocabulary.V1)));
    }
    return made(submissions.submit(request, Vocabulary.V1));
  }

  private Reply redrive(Request request) throws InterruptedException {
    RedriveRequest wish = RedriveReader.read(finder.id(request), request);
    return made(submissions.redrive(request, wish, () -> finder.job(request)));
  }

  private Reply made(Submitted submitted) throws InterruptedException {
    Job job = submitted.job();
    JobView view = JobView.of(job, outlook(job), submitted.invalid(), submitted.warnings());
    return Reply.json(submitted.first() ? 202 : 200, view).with("Location", "/v1/jobs/" + job.id());
  }

  private Reply list(Request request) throws InterruptedException {
    Pages pages = Pages.of(request, "cursor");
    JobState state = request.query("state").map(JobRoutes::state).orElse(null);
    Page<Job> page = Await.on(store.reader().list(state, pages.limit(), olderThan(pages)));
    List<JobView> views = new ArrayList<>();
    for (Job job : page.items()) {
      views.add(view(job));
    }
    return Reply.json(200, new Jobs(views, page.next()));
  }

  private Reply show(Request request) throws InterruptedException {
    return Reply.json(200, view(finder.job(request)));
  }

  private Reply watch(Request request) throws InterruptedException {
    Job job = finder.job(request);
    return new Reply.Streamed(new JobEvents(store.reader(), this::view, job));
  }

  private Reply change(Request request, Change change) throws InterruptedException {
    JobId id = finder.id(request);
    JobControl.Result reply = Await.onFirst(() -> change.make(id));
    if (reply == JobControl.Result.NEWER) {
      throw Problem.of(409, "the job was written by a newer nms-api: ask that one");
    }
    Job job = finder.job(request);
    if (reply == JobControl.Result.WRONG_STATE) {
      throw Problem.of(409, "the job is " + job.state().word());
    }
    return Reply.json(202, view(job));
  }

  /**
   * What was seen of the job itself; at the first look at it, what the fleet does at the moment.
   */
  private JobView.Outlook outlook(Job job) throws InterruptedException {
    OptionalDouble own = rates.of(job);
    double all = own.isPresent() ? 0 : fleet.lastRate();
    return new JobView.Outlook(
        all > 0 ? OptionalDouble.of(all) : own, submissions.estimates().eta(job, own));
  }

  private JobView view(Job job) throws InterruptedException {
    return JobView.of(job, outlook(job));
  }

  private static @Nullable JobId olderThan(Pages pages) {
    try {
      return pages.cursor() == null ? null : new JobId(pages.cursor());
    } catch (IllegalArgumentException e) {
      throw Pages.noCursor();
    }
  }

  private static JobState state(String word) {
    return Arrays.stream(JobState.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.at(
                    400, "state", "must be running, paused, completed, cancelled or stopped"));
  }
}
