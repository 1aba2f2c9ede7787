package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One state of the queue's model: the store, the workers, the messages under way. */
final class World {

  private JobInStore job;
  Chances left;
  List<Worker> workers = new ArrayList<>();
  List<Call.Copy> copies = new ArrayList<>();

  /** 2xx answers by target, {@code batch:position}. */
  SortedMap<String, Integer> sent = new TreeMap<>();

  /** How often a batch's lease has ended. */
  SortedMap<Integer, Integer> leasesEnded = new TreeMap<>();

  World(ModelStore store, Chances left) {
    this.job = new JobInStore(store);
    this.left = left;
  }

  private World(JobInStore job, Chances left) {
    this.job = job;
    this.left = left;
  }

  JobInStore job() {
    return job;
  }

  ModelStore store() {
    return job.store;
  }

  World copy() {
    World copy = new World(job, left);
    workers.forEach(worker -> copy.workers.add(worker.copy()));
    copy.copies.addAll(copies);
    copy.sent.putAll(sent);
    copy.leasesEnded.putAll(leasesEnded);
    return copy;
  }

  World with(ModelStore after) {
    World copy = copy();
    copy.job = new JobInStore(after);
    return copy;
  }

  World less(Chances.Kind kind) {
    World copy = copy();
    copy.left = left.without(kind);
    return copy;
  }

  /** Remembers that this message was run: from now on a copy of it must change nothing. */
  World ran(Call call) {
    copies.replaceAll(c -> c.call().equals(call) ? new Call.Copy(call, true) : c);
    return this;
  }

  @Override
  public String toString() {
    return workers + "\n" + copies + sent + leasesEnded + left + "\n" + job.store;
  }
}
