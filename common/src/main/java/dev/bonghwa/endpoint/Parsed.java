package dev.bonghwa.endpoint;

/** What became of a spelling of an endpoint. */
public sealed interface Parsed {
  /** An endpoint that may be called. */
  record Valid(Endpoint endpoint) implements Parsed {}

  /** Refused; the reason is fit for logs and answers: it repeats nothing of the input. */
  record Invalid(String reason) implements Parsed {}
}
