package dev.bonghwa.queue.model;

import java.util.List;

/**
 * One request on its way through an nms-api: what it has done is told by what it does next.
 *
 * @param name of its staging area; also the id it makes up in case the key stands for none
 * @param id of its job, once that is known
 * @param word what the commit answered, or ALREADY, MISMATCH or FORGOTTEN by what the key knows
 * @param isNew whether it made up that id itself, and the key took it
 */
record Submitter(
    String name, String digest, Step next, String id, String word, boolean isNew, boolean dead) {

  /** The commands of a submit, in their order; READ is all that is left for a known key. */
  enum Step {
    RESERVE,
    LOOK_UP,
    STAGE,
    POINT_FIRST,
    LOOK,
    POINT_LATER,
    POINT_SOON,
    COMMIT,
    POINT_NOW,
    RING,
    REMEMBER,
    ABANDON,
    READ,
    TOLD
  }

  static Submitter of(String name, String digest) {
    return new Submitter(name, digest, Step.RESERVE, "", "", false, false);
  }

  Submitter to(Step step) {
    return new Submitter(name, digest, step, id, word, isNew, dead);
  }

  Submitter of(String job) {
    return new Submitter(name, digest, next, job, word, isNew, dead);
  }

  Submitter ofItsOwn() {
    return new Submitter(name, digest, next, name, word, true, dead);
  }

  Submitter heard(String answer) {
    return new Submitter(name, digest, next, id, answer, isNew, dead);
  }

  Submitter killed() {
    return new Submitter(name, digest, next, id, word, isNew, true);
  }

  boolean isBusy() {
    return !dead && next != Step.TOLD;
  }

  boolean isTold(String answer) {
    return !dead && next == Step.TOLD && List.of(answer.split(" ")).contains(word);
  }

  /** Whether a commit of that job may come any moment, though its pointer is put already. */
  boolean isAboutToCommit(String job) {
    return isBusy() && id.equals(job) && next == Step.COMMIT;
  }
}
