package dev.bonghwa.nms.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** RFC 9457: {@code application/problem+json}. */
public final class ProblemJson implements Area.Refusal {

  private record Document(
      String type,
      String title,
      int status,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Fault> errors,
      String requestId) {}

  @Override
  public Reply.Whole render(Problem problem, String requestId) {
    Document document =
        new Document(
            "about:blank",
            problem.title(),
            problem.status(),
            problem.detail(),
            problem.faults(),
            requestId);
    return new Reply.Whole(
        problem.status(), "application/problem+json", Json.write(document), Map.of());
  }
}
