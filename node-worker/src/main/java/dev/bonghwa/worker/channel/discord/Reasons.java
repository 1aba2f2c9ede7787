package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.Tokens;
import dev.bonghwa.worker.send.SendResult;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why an attempt came to what it came to, in one line that may be stored, logged and shown. */
final class Reasons {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int LONGEST = 200;

  private Reasons() {}

  static String answer(Facts facts) {
    String code = facts.code() == Codes.NONE ? "" : " " + facts.code();
    String said = clean(facts.endpoint(), facts.error().message());
    return facts.status() + code + (said.isEmpty() ? "" : " " + said);
  }

  static String notSent(Endpoint endpoint, SendResult.NotSent result) {
    String kind = result.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "not sent, " + kind + ": " + clean(endpoint, result.detail());
  }

  static String lost(Endpoint endpoint, SendResult.Lost result) {
    return "no answer: " + clean(endpoint, result.detail());
  }

  /** What the far end says may quote the address. */
  private static String clean(Endpoint endpoint, String text) {
    String line = CONTROL.matcher(Tokens.masked(text, endpoint)).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
