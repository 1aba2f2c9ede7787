package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold in every state of the queue's model, and from each to the next. */
final class QueueLaws {

  private static final List<String> OTHER_ENDS =
      List.of("gone", "failed", "rejected", "expired", "uncertain", "cancelled");

  private final Scenario scenario;
  private final World world;
  private final JobInStore before;
  private final JobInStore after;
  private final List<String> wrong = new ArrayList<>();

  private QueueLaws(Scenario scenario, World from, World to) {
    this.scenario = scenario;
    this.world = to;
    this.before = from.job();
    this.after = to.job();
  }

  /** What the step from one to the other broke. */
  static List<String> broken(Scenario scenario, World from, World to) {
    return new QueueLaws(scenario, from, to).check();
  }

  private List<String> check() {
    sentOnce();
    if (!after.store.toString().equals(before.store.toString())) {
      if (after.finished()) {
        ended();
      } else {
        countersTellTheBatches();
        batchesLieWhereTheyShould();
        nothingGoesBack();
        must(after.store.expiring().isEmpty(), "a TTL of %s", after.store.expiring());
      }
    }
    ownersKnowTheirBatches();
    return wrong;
  }

  private void must(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      wrong.add(otherwise.formatted(values));
    }
  }

  private void equal(long told, long is, String what) {
    must(told == is, "%s says %d and is %d", what, told, is);
  }

  private void sentOnce() {
    world.sent.forEach(
        (target, times) -> {
          int batch = Integer.parseInt(target.split(":")[0]);
          int leases = world.leasesEnded.getOrDefault(batch, 0);
          must(
              times <= 1 + leases,
              "target %s was delivered %d times, though its batch's lease ended %d times",
              target,
              times,
              leases);
        });
  }

  private void countersTellTheBatches() {
    long ends = 0;
    long derived = 0;
    long sending = 0;
    long waiting = 0;
    long claimed = 0;
    SortedMap<String, Long> done = new TreeMap<>();
    for (Map.Entry<Integer, Line> entry : after.lines.entrySet()) {
      Line line = entry.getValue();
      int bits = Integer.bitCount(after.settled(entry.getKey()));
      boolean closed = line.is("EX");
      equal(line.open(), line.size() - bits, "open of a batch");
      long batchEnds = closed ? line.size() : bits;
      ends += batchEnds;
      derived += closed ? line.open() : 0;
      sending += line.is("C") ? line.open() - line.retries() : 0;
      waiting += line.is("QCW") ? line.retries() : 0;
      claimed += line.is("C") ? 1 : 0;
      done.merge(line.home(), batchEnds, Long::sum);
      must(!line.is("D") || line.open() == 0, "batch %s is done too early", line);
      equal(line.retries(), after.retries(entry.getKey()).size(), "retries of a batch");
      must(
          after.retries(entry.getKey()).keySet().stream()
              .allMatch(position -> (after.settled(entry.getKey()) >> position & 1) == 0),
          "a target that has ended waits");
    }
    equal(counted(), ends, "the sum of all ends");
    equal(after.number("derived"), derived, "derived");
    equal(after.number("sending"), sending, "sending");
    equal(after.number("waiting"), waiting, "waiting");
    equal(after.number("claimed"), claimed, "claimed");
    done.forEach((node, is) -> equal(after.number("done:" + node), is, "done:" + node));
    equal(records(), ends - derived - after.number("delivered"), "the number of records");
    must(ends < scenario.total(), "every target has ended and the job has not");
    must(ends + sending + waiting <= scenario.total(), "more is under way than there is");
  }

  private long counted() {
    return after.number("delivered") + OTHER_ENDS.stream().mapToLong(after::number).sum();
  }

  private long records() {
    return after.failures().keySet().stream().filter(index -> !index.startsWith("batch:")).count();
  }

  private void batchesLieWhereTheyShould() {
    after.lines.forEach(
        (number, line) -> {
          String batch = String.valueOf(number);
          long queues =
              Scenario.NODES.stream().filter(n -> after.queue(n).containsKey(batch)).count();
          equal(queues, line.is("Q") ? 1 : 0, "the number of queues that hold a batch");
          must(
              after.due().containsKey(batch) == line.is("CW"),
              "batch %s is %s and due is %s",
              batch,
              line,
              after.due());
        });
    Scenario.NODES.forEach(
        node ->
            must(
                after.queue(node).isEmpty() || after.fields.containsKey("plan:" + node),
                "nobody knows of the queue of %s",
                node));
  }

  private void nothingGoesBack() {
    before.lines.keySet().forEach(this::nothingGoesBack);
    must(
        before.failures().entrySet().stream()
            .allMatch(old -> old.getValue().equals(after.failures().get(old.getKey()))),
        "a record is another than before");
  }

  private void nothingGoesBack(int batch) {
    Line line = after.lines.get(batch);
    int bits = after.settled(batch);
    must((before.settled(batch) & ~bits) == 0, "a bit of batch %d was cleared", batch);
    SortedMap<Integer, Long> now = after.retries(batch);
    if (line.is("QCW")) {
      before
          .retries(batch)
          .forEach(
              (position, notBefore) ->
                  must(
                      (bits >> position & 1) == 1
                          || now.getOrDefault(position, Long.MIN_VALUE) >= notBefore,
                      "the not-before of %d:%d went back or was forgotten",
                      batch,
                      position));
    }
  }

  /** One claim holds a batch, and who made it knows of it or asks for it. */
  private void ownersKnowTheirBatches() {
    after.lines.forEach(
        (batch, line) -> {
          if (line.is("C")) {
            String instance = line.claim().split("#")[0];
            int claim = Integer.parseInt(line.claim().split("#")[1]);
            must(
                world.workers.stream()
                    .filter(worker -> worker.instance().equals(instance))
                    .allMatch(
                        worker ->
                            worker.holds(batch, claim)
                                || worker.claiming != null && worker.claims == claim),
                "batch %d is claimed by %s, which does not know it",
                batch,
                line.claim());
          }
        });
  }

  private void ended() {
    if (before.finished()) {
      must(false, "an ended job was changed: %s to %s", before.store, after.store);
      return;
    }
    equal(counted(), scenario.total(), "the sum of all ends");
    must(
        after.number("sending") + after.number("waiting") + after.number("claimed") == 0,
        "something is under way in an ended job");
    must(
        after.store.expiring().equals(after.store.keys().keySet()),
        "an ended job is kept for ever: only %s have a TTL",
        after.store.expiring());
    equal(
        records(),
        scenario.total() - after.number("derived") - after.number("delivered"),
        "the number of records");
    must(
        after.number("delivered") <= world.sent.size(),
        "more is counted as delivered than was: %s",
        world.sent);
    must(
        !after.state().equals("completed")
            || after.number("derived") > 0
            || after.number("delivered") + records() == scenario.total(),
        "a target was never sent and never reported");
  }
}
