package dev.bonghwa.cli.faults;

import java.util.List;

/**
 * What one could want of a fleet under faults, and no case promises.
 *
 * @param wanted in a few words
 * @param instead what holds, and why not more
 */
record Unpromised(String wanted, String instead) {

  static List<Unpromised> all() {
    return List.of(
        new Unpromised(
            "ten seconds after each of many kills in quick succession",
            "No time: who is killed right after it took over has to be missed for a lease of its"
                + " own. worker-kill-many lets each job end before the next kill,"
                + " many-small-jobs before the third, random before none; the latter two ask only"
                + " for the bound on what is sent twice."),
        new Unpromised(
            "what a leaving worker had not begun is with others within a second",
            "Within 3 s: a batch goes on when the requests in flight of that batch have ended, so"
                + " one behind a slow answer waits for it. That nothing more is claimed is tested"
                + " at the claim loop; a fleet cannot show it, since upkeep moves the queue of one"
                + " who leaves to its heir at once."),
        new Unpromised(
            "the full speed five seconds after Redis is back",
            "60 % of the speed before, over half a second: the rest is left to what machine and"
                + " receiver do in so short a time."),
        new Unpromised(
            "a batch that takes its workers down by a stack overflow",
            "To the fleet it is the kill -9 of the case poison: any error of the JVM in the sending"
                + " loop ends the worker at once, which is tested there. A debugger cannot throw"
                + " one into a thread without the JVM crashing, and the product has no hook."),
        new Unpromised(
            "a real collection of two seconds",
            "worker-gc-pause holds all threads of a worker from outside, which is the same to all"
                + " others; a heap so small that it is collected all the time makes short pauses"
                + " only (worker-small-heap)."),
        new Unpromised(
            "nothing before a Retry-After under random faults",
            "Asked for by the cases in which no node takes over from another. How long a webhook"
                + " wants to be left alone is known to the node that was told, and to who goes on"
                + " with its batch; another job's batch for the same webhook, stolen or inherited,"
                + " may be refused once more."),
        new Unpromised(
            "nothing left behind by a submit that was killed",
            "Its parts expire within 16 minutes. Its idempotency key stays as long as any: by it"
                + " the repeat finds the job."));
  }
}
