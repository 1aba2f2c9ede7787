package dev.bonghwa.redis;

import dev.bonghwa.job.JobId;
import dev.bonghwa.job.Priority;
import dev.bonghwa.node.NodeId;

/**
 * The keys that Java names. A job's {@code :retries}, {@code :due}, {@code :intents}, {@code
 * :queue:NODE} and {@code :area:A:…} only its scripts make. What stands in braces decides the
 * Cluster slot: one per job, node and egress group, one for the fleet, so that all that one script
 * touches lies together. All keys, and what they hold, are told in {@code common/README.md}.
 *
 * @param prefix what all keys begin with, so that several fleets can share one Redis
 */
public record RedisKeys(String prefix) {

  /**
   * Hash: state, numbers and plan of a job. The keys of its batches are this and a suffix, made by
   * the job's scripts.
   */
  public String job(JobId job) {
    return prefix + ":{job:" + job + "}";
  }

  /** String: the JSON body that each endpoint gets. */
  public String message(JobId job) {
    return job(job) + ":message";
  }

  /** Hash, batch → packed targets. Written before the commit and never changed. */
  public String targets(JobId job) {
    return job(job) + ":targets";
  }

  /** Hash, batch → its line: state, holder, lease, counts. */
  public String batches(JobId job) {
    return job(job) + ":batches";
  }

  /** Hash, batch → bits of the targets that have ended. */
  public String settled(JobId job) {
    return job(job) + ":settled";
  }

  /** Hash, index → record of a target that ended in something else than delivered. */
  public String failures(JobId job) {
    return job(job) + ":failures";
  }

  /**
   * List: job ids that have work for this node, each once, or twice when upkeep was before nms-api.
   */
  public String tickets(NodeId node, Priority priority) {
    return prefix + ":{node:" + node + "}:" + priority.word();
  }

  /** Hash, node/instance → what it said of itself. */
  public String nodes() {
    return fleet("nodes");
  }

  /** Sorted set, node/instance → end of its last beat, ms. */
  public String alive() {
    return fleet("alive");
  }

  /** Set: nodes that an operator wants drained. */
  public String draining() {
    return fleet("draining");
  }

  /** Sorted set: every job that may not have ended → its next visit by upkeep, ms. */
  public String jobs() {
    return fleet("jobs");
  }

  /** Sorted set: ended jobs → until when they are kept, ms. */
  public String finished() {
    return fleet("finished");
  }

  /** Sorted set, all scores 0: ids of all jobs, in the order of their making. */
  public String index() {
    return fleet("index");
  }

  /** Hash, job → bytes of its failures and of what is kept with them; {@code all} → their sum. */
  public String kept() {
    return fleet("kept");
  }

  /**
   * Hash: TIME of the last pass, of all and of each protocol ({@code by:N}); its number; end of the
   * present grace.
   */
  public String upkeep() {
    return fleet("upkeep");
  }

  /** Sorted set, who does upkeep → the number of its last pass. */
  public String passes() {
    return fleet("passes");
  }

  /** String: id of this life of the store, a space, TIME of its making. */
  public String epoch() {
    return fleet("epoch");
  }

  /** String, always empty: written before each wait for the disk. */
  public String durable() {
    return fleet("durable");
  }

  /** Hash, for a moment: what a check of rights writes. */
  String check() {
    return fleet("check:-");
  }

  /** Hash, endpoint key → why it must never be called again. */
  public String gone() {
    return fleet("gone");
  }

  /** Sorted set, endpoint key → since when it is gone, ms. */
  public String goneSince() {
    return fleet("gone-since");
  }

  /** Sorted set, endpoint key → the end of its probation, ms × 16, + its refusals in a row. */
  public String probation() {
    return fleet("probation");
  }

  /** Hash, egress proxy → its record. */
  public String proxies() {
    return fleet("proxies");
  }

  /** Hash, egress proxy → requests sent through it. */
  public String proxyUses() {
    return fleet("proxy-uses");
  }

  /** Hash, egress proxy and node → why that node does not use it at present. */
  public String proxyFaults() {
    return fleet("proxy-faults");
  }

  /** String: the job that an idempotency key stands for. */
  public String idempotency(String key) {
    return fleet("idem:" + key);
  }

  /**
   * Hash: rate, pause and probe of an egress group. What its nodes were granted and what counts
   * against it lie at this and a suffix, made by its script.
   */
  public String egress(String group) {
    return prefix + ":{egress:" + group + "}";
  }

  private String fleet(String name) {
    return prefix + ":{fleet}:" + name;
  }
}
