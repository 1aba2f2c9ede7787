package dev.bonghwa.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonghwa.cli.console.Console;

/**
 * Prints what a demo came to.
 *
 * @param json as one JSON object, for programs
 */
public record DemoPrinter(Console console, boolean json) {

  public void print(DemoResult result) {
    console.result(json ? result.json().toPrettyString() : result.text(console));
  }

  /** The same of a fleet that stays up. */
  void print(DemoResult result, KeptFleet kept) {
    if (json) {
      ObjectNode all = result.json();
      all.set("fleet", kept.json());
      console.result(all.toPrettyString());
    } else {
      print(result);
      console.result(kept.text(result.job().id()));
    }
  }
}
