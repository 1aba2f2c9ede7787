package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.worker.send.Headers;
import dev.bonghwa.worker.send.SendResult;

/**
 * What the table asks about an answer.
 *
 * @param origin whether the answer comes from the endpoint's host itself and not from something in
 *     front of it; other hosts than Discord have no marks to tell by and are believed
 * @param thread whether the address names a thread
 */
record Facts(int status, Headers headers, ErrorBody error, boolean origin, boolean thread) {

  static Facts of(String address, SendResult.Answer answer) {
    Headers headers = answer.headers();
    boolean marked = headers.via() != null || headers.limited();
    return new Facts(
        answer.status(),
        headers,
        answer.status() / 100 == 2 ? ErrorBody.NONE : ErrorBody.parse(answer.body()),
        marked || !new Endpoint(address).isDiscord(),
        address.contains("?thread_id="));
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
