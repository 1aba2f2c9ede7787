package dev.bonghwa.queue.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The messages of workers, in the order of arguments that the scripts' headers tell. */
final class Calls {

  private static final String LEASE = "6000";

  private Calls() {}

  static Call claim(Scenario scenario, Worker worker, String mode) {
    int room = scenario.room() - worker.held.size();
    return new Call(
        "claim",
        List.of(
            worker.instance(),
            "" + worker.claims,
            worker.node,
            mode,
            "" + room,
            LEASE,
            "1",
            "0",
            "1",
            "8"),
        "%s makes claim %d (%s)".formatted(worker.instance(), worker.claims, mode));
  }

  static Call settle(Scenario scenario, Worker worker, Held held, String then) {
    List<String> args = new ArrayList<>();
    args.add(LEASE);
    args.addAll(List.of("" + held.batch, worker.instance() + "#" + held.claim, "" + held.seq));
    args.add(held.delivered == 0 ? "" : "" + (char) held.delivered);
    args.add(held.triesChanged ? "1" : "0");
    args.add(held.triesChanged ? JobInStore.pack(held.tries) : "");
    args.add(held.triesChanged ? "" + held.tries.size() : "0");
    args.add("" + held.tries.values().stream().mapToLong(JobInStore::notBefore).min().orElse(0));
    args.addAll(List.of("" + held.attempts, "0", "1", then, "" + held.intent));
    args.add(held.intent < 0 ? "" : scenario.index(held.batch, held.intent) + " crashed");
    args.add("" + held.ends.size());
    held.ends.forEach(
        (position, state) ->
            args.addAll(
                List.of("" + position, state, scenario.index(held.batch, position), state)));
    String words =
        "%s settles batch %d, seq %d: delivered %s, other ends %s, tries %s, %s%s"
            .formatted(
                worker.instance() + "#" + held.claim,
                held.batch,
                held.seq,
                BitSet.valueOf(new long[] {held.delivered}),
                held.ends,
                held.triesChanged ? held.tries : "as before",
                then,
                held.intent < 0 ? "" : ", about to send " + held.intent);
    return new Call("settle", args, words);
  }
}
