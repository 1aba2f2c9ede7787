package dev.bonghwa.nms.submit;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.Parsed;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.intake.TargetSink;
import java.util.ArrayList;
import java.util.List;

/** The submitted list on its way in: counted, parsed, and each endpoint only once. */
final class TargetList implements TargetSink {
  private static final int TOLD = 20;

  private final EndpointParser parser;
  private final Limits limits;
  private final String field;
  private final GoneFilter next;
  private final EndpointSet seen = new EndpointSet();
  private final List<InvalidTarget> told = new ArrayList<>();
  private int invalid;
  private int duplicates;
  private boolean namesThread;

  TargetList(EndpointParser parser, Limits limits, String field, GoneFilter next) {
    this.parser = parser;
    this.limits = limits;
    this.field = field;
    this.next = next;
  }

  /**
   * What this list must obey.
   *
   * @param strict one invalid entry refuses the whole list
   */
  record Limits(int mostTargets, boolean strict) {}

  @Override
  public void target(int index, String text) throws InterruptedException {
    checkLength(index);
    switch (parser.parse(text)) {
      case Parsed.Valid(Endpoint endpoint) -> take(index, endpoint);
      case Parsed.Invalid(String reason) -> refuse(index, reason);
    }
  }

  @Override
  public void notText(int index) {
    checkLength(index);
    refuse(index, "is not a string");
  }

  /** To be called when the whole list has been passed on; refuses one without a single endpoint. */
  void finish() throws InterruptedException {
    boolean nothingLeft = invalid > 0 && duplicates == 0 && seen.isEmpty();
    if (nothingLeft || isLost()) {
      throw refusal();
    }
    next.end();
  }

  int duplicates() {
    return duplicates;
  }

  int invalid() {
    return invalid;
  }

  /** The first 20. */
  List<InvalidTarget> told() {
    return List.copyOf(told);
  }

  /** Whether an endpoint names the thread it posts to. */
  boolean namesThread() {
    return namesThread;
  }

  private void take(int index, Endpoint endpoint) throws InterruptedException {
    namesThread |= endpoint.address().contains("?thread_id=");
    if (!seen.add(endpoint.address())) {
      duplicates++;
    } else if (!isLost()) {
      next.add(index, endpoint);
    }
  }

  private void refuse(int index, String reason) {
    invalid++;
    if (told.size() < TOLD) {
      told.add(new InvalidTarget(index, reason));
    }
  }

  /** The rest is only read to be counted. */
  private boolean isLost() {
    return limits.strict() && invalid > 0;
  }

  private void checkLength(int index) {
    if (index >= limits.mostTargets()) {
      throw Problem.at(
          413, "/" + field, "has more entries than MAX_TARGETS, " + limits.mostTargets());
    }
  }

  private Problem refusal() {
    String detail =
        limits.strict()
            ? "strict: entries that are no endpoints: " + invalid + ", nothing was accepted"
            : "no entry of the list is an endpoint, nothing was accepted";
    return Problem.of(
        422,
        detail,
        told.stream()
            .map(t -> new Problem.Fault("/" + field + "/" + t.index(), t.reason()))
            .toList());
  }
}
