package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.Behaviour;
import dev.bonghwa.testkit.discord.ReceivedRequest;
import dev.bonghwa.testkit.discord.ReceiverReply;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** From a request to its reply: logs it, asks the behaviour, waits, answers. */
@SuppressWarnings("FutureReturnValueIgnored") // A client that is gone is no fault here.
final class Responder {
  /** What is in front of Discord answers it, with the caller's address. */
  private static final String TRACE = "/cdn-cgi/trace";

  private final RequestLog log;
  private final Recent recent;
  private final JobKey jobKey;
  private final Limits limits;
  private final Addresses addresses;
  private final Channels channels;
  private volatile Behaviour behaviour;

  Responder(ReceiverOptions options, RequestLog log, Recent recent) {
    this.log = log;
    this.recent = recent;
    jobKey = options.jobKey();
    limits = options.limits();
    addresses = new Addresses(limits);
    channels = new Channels(limits);
    behaviour = options.behaviour();
  }

  void behave(Behaviour newBehaviour) {
    behaviour = newBehaviour;
  }

  Addresses addresses() {
    return addresses;
  }

  /** Forgets what anybody has used up. */
  void clear() {
    addresses.clear();
    channels.clear();
  }

  void respond(Incoming incoming, OpenRequest exchange) {
    Matcher webhook = incoming.webhook();
    if (incoming.path().equals(TRACE)) {
      String from = "ip=" + exchange.from().getHostAddress() + "\n";
      exchange.answer(Answer.of(200).body("text/plain", from), Bucket.UNCOUNTED);
    } else if (!webhook.matches()) {
      exchange.answer(Answers.error(404, 0, "404: Not Found"), Bucket.UNCOUNTED);
    } else if (!incoming.method().equals("POST")) {
      exchange.answer(Answers.error(405, 0, "405: Method Not Allowed"), Bucket.UNCOUNTED);
    } else {
      respond(incoming, webhook, exchange);
    }
  }

  private void respond(Incoming incoming, Matcher path, OpenRequest exchange) {
    long webhook = Long.parseUnsignedLong(path.group("id"));
    String job = jobKey.of(incoming.body());
    Arrival arrival = log.arrive(webhook, job);
    ReceivedRequest request =
        new ReceivedRequest(
            webhook,
            path.group("token"),
            job,
            arrival.attempt(),
            incoming.method(),
            Integer.parseInt(Objects.requireNonNullElse(path.group("version"), "0")),
            Objects.requireNonNullElse(path.group("query"), ""),
            exchange.http2(),
            incoming.headers(),
            incoming.body());
    recent.add(request);
    Address address = addresses.of(exchange.from());
    @Nullable Answer turnedAway = address.arrive(System.nanoTime());
    if (turnedAway != null) {
      later(new Pending(arrival, address, exchange, Bucket.UNCOUNTED), turnedAway);
    } else {
      Bucket bucket =
          limits.webhook().isNone() ? Bucket.UNCOUNTED : log.take(webhook, limits.webhook());
      later(new Pending(arrival, address, exchange, bucket), reply(request, arrival, bucket));
    }
  }

  private ReceiverReply reply(ReceivedRequest request, Arrival arrival, Bucket bucket) {
    if (arrival.pause().isPositive()) {
      return Answers.rateLimited(arrival.pause());
    }
    if (bucket.isExceeded()) {
      return Answers.rateLimited(bucket.resetAfter());
    }
    @Nullable Answer refused = channels.arrive(request.webhook(), System.nanoTime());
    return refused == null ? ask(request) : refused;
  }

  private ReceiverReply ask(ReceivedRequest request) {
    try {
      return behaviour.reply(request);
    } catch (RuntimeException e) {
      // A test's own behaviour: its failure must be seen, and must not hang the request.
      e.printStackTrace();
      return Answers.serverError(500);
    }
  }

  private record Pending(Arrival arrival, Address address, OpenRequest exchange, Bucket bucket) {}

  private void later(Pending pending, ReceiverReply reply) {
    Duration delay = reply.delay();
    if (delay.isZero()) {
      carryOut(pending, reply);
    } else {
      pending
          .exchange()
          .loop()
          .schedule(() -> carryOutOrTell(pending, reply), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Nobody asks a scheduled task how it ended. */
  private void carryOutOrTell(Pending pending, ReceiverReply reply) {
    try {
      carryOut(pending, reply);
    } catch (RuntimeException e) {
      e.printStackTrace();
      throw e;
    }
  }

  /** Logged first: what the client has seen must be in the log. */
  private void carryOut(Pending pending, ReceiverReply reply) {
    OpenRequest exchange = pending.exchange();
    switch (reply) {
      case Answer answer -> {
        log.answer(pending.arrival(), answer, Ending.COMPLETE);
        pending.address().answered(answer, System.nanoTime());
        exchange.answer(answer, pending.bucket());
      }
      case CutAnswer(Answer answer, Where where) -> {
        cut(pending, answer, where);
      }
      case ReceiverReply.Silence silence -> {}
      case ReceiverReply.Reset reset -> {
        log.end(pending.arrival(), Ending.UNANSWERED);
        exchange.reset();
      }
      case ReceiverReply.HangUp hangUp -> {
        log.end(pending.arrival(), Ending.UNANSWERED);
        exchange.hangUp();
      }
      case ReceiverReply.Refused refused -> {
        log.end(pending.arrival(), Ending.UNANSWERED);
        exchange.refuse();
      }
    }
  }

  private void cut(Pending pending, Answer answer, Where where) {
    if (where == Where.IN_BODY) {
      log.answer(pending.arrival(), answer, Ending.CUT_IN_BODY);
    } else {
      log.end(pending.arrival(), Ending.CUT_IN_HEAD);
    }
    pending.exchange().cut(answer, pending.bucket(), where);
  }
}
