package dev.bonghwa.queue.model;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Something that is in one of many states and goes from one to the next by steps.
 *
 * @param <S> a state; its text names it: two states of one text are the same
 */
interface Model<S> {

  S first();

  /** All that can happen next. */
  List<CompletionStage<Step<S>>> steps(S state);

  /** Whether this is a good end. */
  boolean isOver(S state);

  /**
   * One thing that happened.
   *
   * @param story what, in words
   * @param fault whether a fleet without faults would not have met it
   * @param wrong what it broke; empty when nothing
   */
  record Step<S>(String story, boolean fault, S next, List<String> wrong) {}
}
