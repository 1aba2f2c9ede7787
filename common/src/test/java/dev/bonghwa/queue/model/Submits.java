package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One state of the submit's model.
 *
 * @param copies messages that are under way for long
 * @param forgotten whether the job has ended and is kept no longer
 * @param visit a job that upkeep has taken, and how far it is with it
 */
record Submits(
    ModelStore store,
    Chances left,
    List<Submitter> submitters,
    List<ScriptCall> copies,
    boolean forgotten,
    @Nullable Visit visit) {

  /** {@code gone}: the job was looked for and is not there. */
  record Visit(String job, String at, boolean gone) {}

  Submits with(ModelStore after) {
    return new Submits(after, left, submitters, copies, forgotten, visit);
  }

  Submits less(Chances.Kind kind) {
    return new Submits(store, left.without(kind), submitters, copies, forgotten, visit);
  }

  Submits with(int at, Submitter submitter) {
    List<Submitter> all = new ArrayList<>(submitters);
    if (at == all.size()) {
      all.add(submitter);
    } else {
      all.set(at, submitter);
    }
    return new Submits(store, left, all, copies, forgotten, visit);
  }

  Submits plus(ScriptCall copy) {
    List<ScriptCall> all = new ArrayList<>(copies);
    all.add(copy);
    return new Submits(store, left, submitters, all, forgotten, visit);
  }

  Submits minus(ScriptCall copy) {
    List<ScriptCall> all = new ArrayList<>(copies);
    all.remove(copy);
    return new Submits(store, left, submitters, all, forgotten, visit);
  }

  Submits afterForgetting(ModelStore after) {
    return new Submits(after, left, submitters, copies, true, visit);
  }

  Submits with(@Nullable Visit now) {
    return new Submits(store, left, submitters, copies, forgotten, now);
  }
}
