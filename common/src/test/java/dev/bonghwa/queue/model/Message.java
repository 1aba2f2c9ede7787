package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.Bench.Ran;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A script, or {@code command}, with what it is given. */
record Message(String script, List<String> keys, List<String> args) {

  static Message command(String... words) {
    return new Message("command", List.of(), List.of(words));
  }

  CompletionStage<Ran> run(Bench bench, Store store) {
    return switch (script) {
      case "command" -> bench.command(store, args);
      case "stage", "commit", "upkeep" -> bench.job(script, store, keys.getFirst(), args);
      default -> bench.script(script, store, keys, args);
    };
  }

  String words() {
    return script.equals("command") ? String.join(" ", args) : script;
  }
}
