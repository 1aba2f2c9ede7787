package dev.bonghwa.queue.model;

import static dev.bonghwa.queue.model.SubmitModel.IDEM;
import static dev.bonghwa.queue.model.SubmitModel.INDEX;
import static dev.bonghwa.queue.model.SubmitModel.JOBS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold in every state of the submit's model: one key is one job, whole or not at all. */
final class SubmitLaws {

  private final List<String> wrong = new ArrayList<>();

  private SubmitLaws() {}

  static List<String> broken(Submits from, Submits to) {
    SubmitLaws laws = new SubmitLaws();
    laws.check(from, to);
    return laws.wrong;
  }

  private void must(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  private void check(Submits from, Submits to) {
    Map<String, String> pinned = from.store().at(IDEM);
    must(
        pinned.isEmpty() || id(pinned).equals(id(to.store().at(IDEM))),
        "the key stands for another job");
    List<String> jobs = jobs(to.store());
    must(!to.forgotten() || jobs.isEmpty(), "a job that was done is made again");
    must(jobs.size() <= 1, "one key, several jobs: " + jobs);
    for (String job : jobs) {
      must(job.equals(id(to.store().at(IDEM))), "an unknown job");
      whole(to.store(), job);
      must(
          to.store().at(JOBS).containsKey(job) && to.store().at(INDEX).containsKey(job),
          "a job that nobody keeps up");
      boolean was = jobs(from.store()).contains(job);
      must(!was || keys(from.store(), job).equals(keys(to.store(), job)), "the job was changed");
    }
    to.submitters().forEach(submitter -> told(to, submitter));
  }

  private static String id(Map<String, String> idem) {
    return String.join("", idem.values()).split(" ", 2)[0];
  }

  private static List<String> jobs(ModelStore store) {
    return store.keys().keySet().stream()
        .filter(key -> key.matches("p:\\{job:\\w+}"))
        .map(key -> key.substring("p:{job:".length(), key.length() - 1))
        .toList();
  }

  /** The job's own keys; what others have staged for it is beside it. */
  private static SortedMap<String, SortedMap<String, String>> keys(ModelStore store, String job) {
    SortedMap<String, SortedMap<String, String>> own = new TreeMap<>(store.keys());
    own.keySet().removeIf(key -> !key.startsWith(SubmitModel.job(job)) || key.contains(":area:"));
    return own;
  }

  private void whole(ModelStore store, String job) {
    String key = SubmitModel.job(job);
    String winner = store.at(key).getOrDefault("area", "");
    must(store.at(key + ":message").size() == 1, "no message");
    must(store.at(key + ":batches").size() == 2, "not all batches");
    must(
        store.at(key + ":queue:n0").size() + store.at(key + ":queue:n1").size() == 2,
        "not all batches are queued");
    must(
        store.at(key + ":targets").size() == 2
            && store.at(key + ":targets").values().stream().allMatch(t -> t.endsWith(winner)),
        "not all targets are the winner's");
    must(
        store.expiring().stream().noneMatch(keys(store, job)::containsKey),
        "a part of the job expires: " + store.expiring());
  }

  private void told(Submits state, Submitter submitter) {
    if (state.forgotten()) {
      return; // it was checked when the job was there
    }
    Map<String, String> job = state.store().at(SubmitModel.job(submitter.id()));
    boolean same = submitter.digest().equals(job.get("digest"));
    switch (submitter.word()) {
      case "COMMITTED" -> must(submitter.name().equals(job.get("area")), "another one's job");
      case "ALREADY" -> must(same, "told 200 for a job that is not its own");
      case "MISMATCH" -> must(!job.isEmpty() && !same, "told 422 for its own request");
      case "INCOMPLETE" ->
          must(!state.left().has(Chances.Kind.STAGING_EXPIRES), "told 503 and nothing expired");
      case "FORGOTTEN" -> must(false, "told 410 for a job that is there");
      default -> {}
    }
  }
}
