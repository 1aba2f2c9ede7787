package dev.bonghwa.testkit.proxy;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The commands and replies of one connection: counts them, and knows where what passes must end.
 *
 * <p>The pump to the server asks {@link #commandsIn}, the pump to the client {@link #repliesIn}.
 */
final class Dialogue {
  private final Plan plan;
  private final RespCounter commandCounter = new RespCounter();
  private final RespCounter replyCounter = new RespCounter();
  private final ByteArrayOutputStream command = new ByteArrayOutputStream();
  private @Nullable Runnable stop;
  private long commands;
  private long replies;

  /** The number of the reply that is cut off instead of being forwarded; 0: none. */
  private volatile long doomedReply;

  private volatile Cut doom = Cut.FIN;

  Dialogue(Plan plan) {
    this.plan = plan;
  }

  /** How much may pass: up to the command whose reply is doomed, or the last one of all. */
  int commandsIn(byte[] chunk, int length) {
    int begin = 0;
    for (int end = commandCounter.next(chunk, 0, length);
        end >= 0;
        end = commandCounter.next(chunk, end, length)) {
      collect(chunk, begin, end);
      if (isLast()) {
        return end;
      }
      begin = end;
    }
    collect(chunk, begin, length);
    return length;
  }

  private void collect(byte[] chunk, int from, int to) {
    if (plan.phraseCut.isArmed()) {
      command.write(chunk, from, to - from);
    }
  }

  private boolean isLast() {
    commands++;
    plan.commands.incrementAndGet();
    Cut counted = plan.replyCut.passed(1);
    Cut due = counted == null ? plan.phraseCut.passed(command) : counted;
    command.reset();
    if (due != null) {
      doom = due;
      doomedReply = commands;
    }
    stop = plan.stop.passed();
    return due != null || stop != null;
  }

  /** What to run once the last of all commands has passed; null as long as it has not. */
  @Nullable Runnable stop() {
    return stop;
  }

  /** How much may pass, or -1 - that when the doomed reply begins behind it. */
  int repliesIn(byte[] chunk, int length) {
    int begin = 0;
    while (begin < length) {
      if (doomedReply != 0 && replies == doomedReply - 1) {
        return -1 - begin;
      }
      int end = replyCounter.next(chunk, begin, length);
      if (end < 0) {
        return length;
      }
      replies++;
      begin = end;
    }
    return length;
  }

  /** How the doomed reply is cut. */
  Cut doom() {
    return doom;
  }
}
