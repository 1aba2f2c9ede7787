package dev.bonghwa.worker.metrics;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import java.util.function.DoubleSupplier;

/**
 * What is counted. The sums that must balance at any moment, for all targets of this process:
 *
 * <pre>
 * claimed = ended (all states together) + handed back + in hand
 * in hand = waiting for a permit + in flight + waiting for their retry
 * attempts = answered + lost + not sent
 * </pre>
 */
public interface WorkerMetrics {
  /** Open targets came into hand with a claim. */
  void claimed(int targets);

  /** A target in hand came to its end. */
  void ended(TargetState state);

  /** Open targets left our hands: parked, drained, paused, or taken by another claim. */
  void handedBack(int targets);

  /** An attempt was made, and how long it took. */
  void attempted(SendResult.Attempted result, long nanos);

  /** A target in hand will be tried again because of this. */
  void retried(Outcome.Again outcome);

  /** A notification may have reached its endpoint twice. */
  void possibleDuplicate();

  /** An endpoint that accepted was asked for what it has saved, and had it to show or not. */
  void sampled(boolean saved);

  /** A settle was answered: how many targets it told of, and how long it took. */
  void settled(int targets, long nanos);

  /** Redis answered a settle with something else than success. */
  void settleFailed();

  /** A batch was claimed; from another node's queue or from our own. */
  void batch(boolean stolen);

  /** A batch in hand was lost: what was in flight or not confirmed of it may be sent twice. */
  void lost(Loss cause);

  /** How many targets are in hand if all that was counted is right. */
  long inHand();

  /** Something that changes by itself, read whenever the page is asked for. */
  void gauge(Gauge gauge, DoubleSupplier value);

  /** Why a batch was lost. */
  enum Loss {
    /** Its lease had ended, and another claim took it. */
    TAKEN,
    /** Redis knows no such job any more. */
    JOB_UNKNOWN,
    /** Its record in Redis cannot be worked on. */
    BROKEN,
    /** Redis counts its targets differently, however often it is told. */
    MISCOUNTED,
    /** Redis is another one than before. */
    STORE_LOST
  }

  /** The gauges. */
  enum Gauge {
    /** Open targets of the batches in hand. */
    IN_HAND,
    /** Those fewer those that are in hand by what was counted: 0, or a target was lost here. */
    UNACCOUNTED,
    /** Requests in flight. */
    IN_FLIGHT,
    /** Requests that may be in flight at once. */
    MAX_CONCURRENT,
    /** Targets in hand whose retry is due later. */
    WAITING,
    /** Seconds for which nothing may leave this node. */
    EGRESS_PAUSED_SECONDS,
    /** Answers of the last ten minutes that count against the address of the egress group. */
    EGRESS_INVALID,
    /** Requests per second that the egress group may send, as last heard; infinite for no limit. */
    EGRESS_RATE,
    /** Seconds since the claim loop did anything. */
    CLAIM_LOOP_AGE_SECONDS,
    /** 1 while this program is connected to Redis, else 0. */
    REDIS_CONNECTED
  }

  /** Counts nothing. */
  WorkerMetrics NONE = new NoMetrics();
}
