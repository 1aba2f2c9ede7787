package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Breaks off the first answer of four webhooks in ten, each at another point. */
final class Breaks implements Behaviour {
  private static final Duration LATENCY = Duration.ofMillis(20);

  private static final int CUT_IN_BODY = 3;

  private final AtomicLong unknown = new AtomicLong();

  @Override
  public ReceiverReply reply(ReceivedRequest request) {
    ReceiverReply reply = request.attempt() == 1 ? first(request) : Answers.delivered(request);
    return reply.after(LATENCY);
  }

  private ReceiverReply first(ReceivedRequest request) {
    return switch ((int) (Targets.number(request.webhook()) % 10)) {
      case 0 -> unknown(new ReceiverReply.Reset(LATENCY));
      case 1 -> unknown(new ReceiverReply.HangUp(LATENCY));
      case 2 -> unknown(new CutAnswer(Answers.message(request), Where.IN_HEAD));
      case CUT_IN_BODY -> new CutAnswer(Answers.message(request), Where.IN_BODY);
      default -> Answers.delivered(request);
    };
  }

  /** Whether the 2xx to this target was cut within its body, when its status had been told. */
  static boolean cutsBody(int index) {
    return index % 10 == CUT_IN_BODY;
  }

  private ReceiverReply unknown(ReceiverReply reply) {
    unknown.incrementAndGet();
    return reply;
  }

  /** Requests of which the client cannot know whether they were heeded. */
  long unknown() {
    return unknown.get();
  }
}
