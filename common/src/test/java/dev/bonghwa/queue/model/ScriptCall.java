package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.ScriptBench.Ran;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A script, or {@code command}, with what it is given. */
record ScriptCall(String script, List<String> keys, List<String> args) {

  static ScriptCall command(String... words) {
    return new ScriptCall("command", List.of(), List.of(words));
  }

  CompletionStage<Ran> run(ScriptBench bench, ModelStore store) {
    return switch (script) {
      case "command" -> bench.command(store, args);
      case "stage", "commit", "abandon", "upkeep" ->
          bench.job(script, store, keys.getFirst(), args);
      default -> bench.script(script, store, keys, args);
    };
  }

  String words() {
    return script.equals("command") ? String.join(" ", args) : script;
  }
}
