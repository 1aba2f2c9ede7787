package dev.bonghwa.queue.model;

import java.util.List;

/**
 * A message to a script of the job, as a worker sends it.
 *
 * @param words the same for a reader
 */
record Call(String script, List<String> args, String words) {

  /** A copy of a message that is still under way; {@code ran}: the message itself has been run. */
  record Copy(Call call, boolean ran) {}

  @Override
  public String toString() {
    return script + args;
  }
}
