package dev.bonghwa.nms.legacy;

import dev.bonghwa.nms.http.Area;
import dev.bonghwa.nms.http.Problem;
import dev.bonghwa.nms.http.Reply;

/**
 * {@code {"code":400,"message":…}}. That API knew no 422: what is wrong with a body is 400 there.
 */
public final class LegacyRefusal implements Area.Refusal {

  private record Refused(int code, String message) {}

  @Override
  public Reply.Whole render(Problem problem, String requestId) {
    int code = problem.status() == 422 ? 400 : problem.status();
    return Reply.json(code, new Refused(code, problem.detail()));
  }
}
