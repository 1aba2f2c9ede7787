package dev.bonghwa.queue.model;

import java.util.EnumMap;
import java.util.Map;

/** What may still happen beside the ordinary, and how often. */
record Chances(Map<Kind, Integer> left) {

  /** A thing that may happen. */
  enum Kind {
    KILL,
    LOST_REPLY,
    LATE_COPY,
    DOUBLED,
    /** The lease of a worker that lives ends. */
    LEASE_END,
    HAND_BACK,
    PAUSE,
    CANCEL,
    STOP,
    DEADLINE,
    /** Upkeep moves a node's queue to the other. */
    MOVE,
    /** Of what a submitter has staged a key expires. */
    STAGING_EXPIRES,
    /** The job ends, and is kept no longer. */
    JOB_FORGOTTEN
  }

  static Chances of(Kind... kinds) {
    Map<Kind, Integer> left = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      left.merge(kind, 1, Integer::sum);
    }
    return new Chances(left);
  }

  boolean has(Kind kind) {
    return left.getOrDefault(kind, 0) > 0;
  }

  Chances without(Kind kind) {
    Map<Kind, Integer> fewer = new EnumMap<>(left);
    fewer.merge(kind, -1, Integer::sum);
    return new Chances(fewer);
  }
}
