package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;

/**
 * What the table asks about an answer.
 *
 * @param origin whether the answer comes from the endpoint's host itself and not from something in
 *     front of it; other hosts than Discord have no marks to tell by and are believed
 */
record Facts(Endpoint endpoint, int status, Headers headers, ErrorBody error, boolean origin) {

  static Facts of(Endpoint endpoint, SendResult.Answer answer) {
    Headers headers = answer.headers();
    boolean marked = headers.via() != null || headers.limited();
    return new Facts(
        endpoint,
        answer.status(),
        headers,
        answer.status() / 100 == 2 ? ErrorBody.NONE : ErrorBody.parse(answer.body()),
        marked || !endpoint.isDiscord());
  }

  /** Whether the address names a thread. */
  boolean thread() {
    return endpoint.address().contains("?thread_id=");
  }

  int code() {
    return error.code();
  }

  /** Refusals with an equal cause have one reason. */
  int cause() {
    return code() == Codes.NONE ? status : code();
  }

  boolean isGlobal() {
    return "true".equalsIgnoreCase(headers.global())
        || "global".equalsIgnoreCase(headers.scope())
        || error.global();
  }

  boolean isShared() {
    return "shared".equalsIgnoreCase(headers.scope()) || Codes.isSharedLimit(code());
  }

  String reason() {
    return Reasons.answer(this);
  }
}
