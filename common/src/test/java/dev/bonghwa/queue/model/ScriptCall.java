package dev.bonghwa.queue.model;

import dev.bonghwa.queue.model.ScriptRig.Ran;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A script, or {@code command}, with what it is given. */
record ScriptCall(String script, List<String> keys, List<String> args) {

  static ScriptCall command(String... words) {
    return new ScriptCall("command", List.of(), List.of(words));
  }

  CompletionStage<Ran> run(ScriptRig rig, ModelStore store) {
    return switch (script) {
      case "command" -> rig.command(store, args);
      case "stage", "commit", "abandon", "upkeep" -> rig.job(script, store, keys.getFirst(), args);
      default -> rig.script(script, store, keys, args);
    };
  }

  String words() {
    return script.equals("command") ? String.join(" ", args) : script;
  }
}
