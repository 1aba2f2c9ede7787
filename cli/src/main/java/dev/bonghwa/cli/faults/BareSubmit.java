package dev.bonghwa.cli.faults;

import dev.bonghwa.cli.truth.MadeUpJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The bare answer of nms-api to a small job, asked once: our own client would try again. */
final class BareSubmit {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
  private static final String JOB =
      "{\"message\": {\"content\": \"" + MadeUpJob.MARKER + "door\"}, \"targets\": [\"%d/%s\"]}";

  private BareSubmit() {}

  static HttpResponse<String> knock(CaseFleet fleet) {
    var request =
        HttpRequest.newBuilder(fleet.client().address().base().resolve("/v1/jobs"))
            .timeout(ANSWERS_WITHIN)
            .header("Authorization", "Bearer " + CaseFleet.API_KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JOB.formatted(Targets.webhook(0), Targets.token(0))))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("nms-api does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Requires that a job is refused with this status, and told when to try again. */
  static void requireLater(Arena arena, CaseFleet fleet, int status) {
    HttpResponse<String> answer = knock(fleet);
    String when = answer.headers().firstValue("Retry-After").orElse("never");
    arena.tell("a new job: %d, Retry-After %s".formatted(answer.statusCode(), when));
    if (answer.statusCode() != status || !when.matches("\\d+")) {
      arena.figures().broken("a new job was answered " + answer.statusCode() + ", again " + when);
    }
  }
}
