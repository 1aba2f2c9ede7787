package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.Chances.Kind;
import dev.bonghwa.queue.model.ScriptRig.Ran;
import dev.bonghwa.queue.model.Submits.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Submits with one idempotency key, and upkeep, which drops what was never committed.
 *
 * <p>A submit makes the commands of {@code JobIntake} in their order, and where an answer is lost
 * makes that verb again. Its nms-api may be killed before and after each of them; then the caller
 * sends the request again.
 */
final class SubmitModel implements Model<Submits> {

  static final String IDEM = "p:{fleet}:idem:K";
  static final String JOBS = "p:{fleet}:jobs";
  static final String INDEX = "p:{fleet}:index";
  private static final String HOUR = "3600000";
  private static final long FIRST_VISIT = 60_000;

  private final ScriptRig rig;
  private final List<String> digests;
  private final Chances chances;

  /** One submit for each digest, all at once. */
  SubmitModel(ScriptRig rig, List<String> digests, Chances chances) {
    this.rig = rig;
    this.digests = digests;
    this.chances = chances;
  }

  static String job(String id) {
    return "p:{job:" + id + "}";
  }

  @Override
  public Submits first() {
    Submits state = new Submits(ModelStore.EMPTY, chances, List.of(), List.of(), false, null);
    for (String digest : digests) {
      state = state.with(state.submitters().size(), next(state, digest));
    }
    return state;
  }

  private static Submitter next(Submits state, String digest) {
    return Submitter.of("A" + state.submitters().size(), digest);
  }

  @Override
  public boolean isOver(Submits state) {
    return state.submitters().stream()
        .anyMatch(submitter -> submitter.isTold("COMMITTED ALREADY FORGOTTEN"));
  }

  @Override
  public List<CompletionStage<Step<Submits>>> steps(Submits state) {
    return new Steps(state).all();
  }

  private final class Steps {

    private final Submits state;
    private final List<CompletionStage<Step<Submits>>> steps = new ArrayList<>();

    Steps(Submits state) {
      this.state = state;
    }

    List<CompletionStage<Step<Submits>>> all() {
      for (int at = 0; at < state.submitters().size(); at++) {
        if (state.submitters().get(at).isBusy()) {
          submit(at, state.submitters().get(at));
        }
      }
      digests.stream().distinct().forEach(this::sendAgain);
      state.copies().forEach(this::lateCopy);
      expire();
      forget();
      time();
      upkeep();
      return steps;
    }

    private void now(String story, boolean fault, Submits next) {
      steps.add(CompletableFuture.completedStage(step(story, fault, next)));
    }

    private Step<Submits> step(String story, boolean fault, Submits next) {
      return new Step<>(story, fault, next, SubmitLaws.broken(state, next));
    }

    private void submit(int at, Submitter submitter) {
      ScriptCall message = message(submitter);
      String story = submitter.name() + ": " + message.words();
      ran(message, story, false, state, (next, ran) -> next.with(at, heard(submitter, ran)));
      if (state.left().has(Kind.LOST_REPLY)) {
        Submits unlucky = state.less(Kind.LOST_REPLY).with(at, again(submitter));
        ran(message, story + ", the answer is lost", true, unlucky, (next, ran) -> next);
      }
      if (state.left().has(Kind.LATE_COPY)) {
        Submits late = state.less(Kind.LATE_COPY).plus(message);
        ran(
            message,
            story + ", and a copy",
            true,
            late,
            (next, ran) -> next.with(at, heard(submitter, ran)));
        now(story + " is under way for long", true, late.with(at, again(submitter)));
      }
      if (state.left().has(Kind.KILL)) {
        now(
            submitter.name() + " is killed before " + message.words(),
            true,
            state.less(Kind.KILL).with(at, submitter.killed()));
      }
    }

    private void ran(
        ScriptCall message,
        String story,
        boolean fault,
        Submits from,
        BiFunction<Submits, Ran, Submits> heard) {
      steps.add(
          message
              .run(rig, state.store())
              .thenApply(
                  ran ->
                      step(
                          story + " → " + told(ran),
                          fault,
                          heard.apply(from.with(ran.store()), ran))));
    }

    private static String told(Ran ran) {
      return ran.answer().size() == 0 ? "nothing" : ran.answer().text(0);
    }

    /** When the caller got no answer, or 503, and nobody works on it. */
    private void sendAgain(String digest) {
      boolean idle =
          state.submitters().stream()
              .filter(submitter -> submitter.digest().equals(digest))
              .allMatch(submitter -> submitter.dead() || submitter.isTold("INCOMPLETE"));
      if (idle) {
        int at = state.submitters().size();
        now("the caller sends it again", false, state.with(at, next(state, digest)));
      }
    }

    private void lateCopy(ScriptCall copy) {
      ran(copy, "a late copy of " + copy.words(), true, state.minus(copy), (next, ran) -> next);
    }

    private void expire() {
      if (state.left().has(Kind.STAGING_EXPIRES)) {
        state.store().keys().keySet().stream()
            .filter(key -> key.contains(":area:"))
            .forEach(
                key ->
                    ran(
                        ScriptCall.command("DEL", key),
                        key + " expires",
                        true,
                        state.less(Kind.STAGING_EXPIRES),
                        (next, ran) -> next));
      }
    }

    /**
     * Hours later: upkeep has noted the key, and of the job and what was staged nothing is kept.
     */
    private void forget() {
      boolean quiet = state.submitters().stream().noneMatch(Submitter::isBusy);
      String job = String.join("", state.store().at(IDEM).values()).split(" ", 2)[0];
      String digest = state.store().at(job(job)).get("digest");
      if (state.left().has(Kind.JOB_FORGOTTEN)
          && quiet
          && state.copies().isEmpty()
          && digest != null) {
        List<String> kept = new ArrayList<>(state.store().keys().keySet());
        kept.removeIf(key -> !key.startsWith(job(job)) && !key.equals(JOBS) && !key.equals(INDEX));
        kept.addFirst("DEL");
        steps.add(
            remember(job, digest)
                .run(rig, state.store())
                .thenCompose(ran -> rig.command(ran.store(), kept))
                .thenApply(
                    ran ->
                        step(
                            job + " is forgotten",
                            true,
                            state.less(Kind.JOB_FORGOTTEN).afterForgetting(ran.store()))));
      }
    }

    private void time() {
      state
          .store()
          .at(JOBS)
          .forEach(
              (job, visit) -> {
                long at = (long) Double.parseDouble(visit) - ScriptRig.NOW;
                if (at > 0 && !(at == FIRST_VISIT && isAboutToBeCommitted(job))) {
                  ran(
                      ScriptCall.command("ZADD", JOBS, "" + ScriptRig.NOW, job),
                      "the visit of " + job + " comes",
                      false,
                      state,
                      (next, ran) -> next);
                }
              });
    }

    /** The first visit is later than any commit that is under way now can be. */
    private boolean isAboutToBeCommitted(String job) {
      return state.submitters().stream().anyMatch(submitter -> submitter.isAboutToCommit(job))
          || state.copies().stream()
              .anyMatch(c -> c.script().equals("commit") && c.keys().contains(job(job)));
    }

    private void upkeep() {
      Visit visit = state.visit();
      if (visit == null) {
        startPass();
      } else if (visit.gone()) {
        ScriptCall drop =
            new ScriptCall("drop", List.of(JOBS, INDEX), List.of(visit.job(), visit.at()));
        ran(drop, "upkeep drops " + visit.job(), false, state.with((Visit) null), (n, ran) -> n);
      } else {
        ScriptCall look = new ScriptCall("upkeep", List.of(job(visit.job())), lookArgs());
        ran(
            look,
            "upkeep looks at " + visit.job(),
            false,
            state,
            (n, ran) -> looked(n, visit, ran));
      }
    }

    private static List<String> lookArgs() {
      return List.of("" + ScriptRig.NOW, "0", "1", "0");
    }

    private static Submits looked(Submits next, Visit visit, Ran ran) {
      boolean unknown = told(ran).equals("UNKNOWN");
      return next.with(unknown ? new Visit(visit.job(), visit.at(), true) : null);
    }

    private void startPass() {
      boolean due =
          state.store().at(JOBS).values().stream()
              .anyMatch(visit -> Double.parseDouble(visit) <= ScriptRig.NOW);
      if (due) {
        ScriptCall beat =
            new ScriptCall(
                "pass",
                List.of(
                    "p:{fleet}:upkeep",
                    JOBS,
                    "p:{fleet}:epoch",
                    "p:{fleet}:passes",
                    "p:{fleet}:alive"),
                List.of("3000", "6000", "1000", "1", "epoch", "", "0", "u", "1"));
        ran(beat, "upkeep begins", false, state, Steps::taken);
      }
    }

    private static Submits taken(Submits next, Ran ran) {
      return next.with(new Visit(ran.answer().text(5), ran.answer().text(2), false));
    }
  }

  private static ScriptCall message(Submitter self) {
    return switch (self.next()) {
      case RESERVE -> ScriptCall.command("SET", IDEM, self.name(), "NX", "PX", HOUR);
      case LOOK_UP -> ScriptCall.command("GET", IDEM);
      case STAGE -> stage(self);
      case LOOK -> ScriptCall.command("EXISTS", job(self.id()));
      case POINT_FIRST -> point(self, "" + FIRST_VISIT, "NX");
      case POINT_LATER -> point(self, "" + FIRST_VISIT);
      case POINT_SOON, POINT_NOW -> point(self, "0");
      case COMMIT -> commit(self);
      case RING -> new ScriptCall("ticket", List.of("p:{node:n0}:normal"), List.of(self.id()));
      case REMEMBER -> remember(self.id(), self.digest());
      case ABANDON -> new ScriptCall("abandon", List.of(job(self.id())), List.of(self.name()));
      case READ -> ScriptCall.command("EXISTS", job(self.id()));
      case TOLD -> throw new IllegalStateException("it has nothing more to do");
    };
  }

  /** Batch 0; the other goes with the commit. */
  private static ScriptCall stage(Submitter self) {
    List<String> args = new ArrayList<>(List.of(self.name(), HOUR, "60000"));
    args.addAll(batch(self, 0));
    return new ScriptCall("stage", List.of(job(self.id())), args);
  }

  private static List<String> batch(Submitter self, int batch) {
    return List.of("" + batch, "n" + batch, "1", "target of " + self.name());
  }

  private static ScriptCall remember(String job, String digest) {
    return new ScriptCall("remember", List.of(IDEM), List.of(job, digest));
  }

  private static ScriptCall point(Submitter self, String... when) {
    List<String> args = new ArrayList<>(List.of(self.id()));
    args.addAll(List.of(when));
    return new ScriptCall("point", List.of(JOBS, INDEX), args);
  }

  private static ScriptCall commit(Submitter self) {
    List<String> args = new ArrayList<>(List.of(self.name(), self.digest(), "2", HOUR, "{}", "2"));
    args.addAll(List.of("n0", "1", "n1", "1", "6", "protocol", "1", "total", "2"));
    args.addAll(
        List.of("priority", "normal", "keep_delivered", HOUR, "keep_otherwise", HOUR, "key", "K"));
    args.addAll(batch(self, 1));
    return new ScriptCall("commit", List.of(job(self.id())), args);
  }

  /** What it does after that answer. */
  private static Submitter heard(Submitter self, Ran ran) {
    return switch (self.next()) {
      case RESERVE ->
          ran.answer().size() == 0 || ran.answer().parts().getFirst() == null
              ? self.to(Submitter.Step.LOOK_UP)
              : self.ofItsOwn().to(Submitter.Step.STAGE);
      case LOOK_UP -> pinned(self, told(ran).split(" ", 2));
      case STAGE -> self.to(self.isNew() ? Submitter.Step.POINT_FIRST : Submitter.Step.LOOK);
      case LOOK -> self.to(isNo(ran) ? Submitter.Step.POINT_LATER : Submitter.Step.POINT_SOON);
      case POINT_FIRST, POINT_LATER, POINT_SOON -> self.to(Submitter.Step.COMMIT);
      case COMMIT ->
          self.heard(told(ran))
              .to(
                  told(ran).equals("INCOMPLETE")
                      ? Submitter.Step.ABANDON
                      : Submitter.Step.POINT_NOW);
      case POINT_NOW -> self.to(afterPointing(self.word()));
      case RING -> self.to(Submitter.Step.REMEMBER);
      case REMEMBER -> self.to(Submitter.Step.ABANDON);
      case READ -> self.heard(isNo(ran) ? "FORGOTTEN" : "ALREADY").to(Submitter.Step.TOLD);
      case ABANDON, TOLD -> self.to(Submitter.Step.TOLD);
    };
  }

  private static Submitter.Step afterPointing(String word) {
    return switch (word) {
      case "COMMITTED" -> Submitter.Step.RING;
      case "ALREADY" -> Submitter.Step.REMEMBER;
      default -> Submitter.Step.ABANDON;
    };
  }

  /** What the key says: a job, and the digest of the request if that was committed. */
  private static Submitter pinned(Submitter self, String[] known) {
    Submitter knowing = self.of(known[0]);
    if (known.length == 1) {
      return knowing.to(Submitter.Step.STAGE);
    }
    return known[1].equals(self.digest())
        ? knowing.to(Submitter.Step.READ)
        : knowing.heard("MISMATCH").to(Submitter.Step.TOLD);
  }

  /** What it does when there was no answer: the verb from its beginning. */
  private static Submitter again(Submitter self) {
    return switch (self.next()) {
      case RESERVE, LOOK_UP -> self.to(Submitter.Step.RESERVE);
      case RING -> self.to(Submitter.Step.REMEMBER);
      case STAGE, REMEMBER, READ -> self;
      case ABANDON, TOLD -> self.to(Submitter.Step.TOLD);
      default -> self.to(Submitter.Step.LOOK);
    };
  }

  private static boolean isNo(Ran ran) {
    return told(ran).equals("0");
  }

  private static String told(Ran ran) {
    return ran.answer().text(0);
  }
}
