package dev.bonghwa.worker.channel.discord;

import dev.bonghwa.worker.send.SendResult;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a try came to what it came to, in one line that may be stored, logged and shown. */
final class Reasons {
  /** What the far end says may quote the address: anything as long as a token is taken out. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-]{40,}");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int LONGEST = 200;

  private Reasons() {}

  static String answer(Facts facts) {
    String code = facts.code() == Codes.NONE ? "" : " " + facts.code();
    String said = clean(facts.error().message());
    return facts.status() + code + (said.isEmpty() ? "" : " " + said);
  }

  static String notSent(SendResult.NotSent result) {
    String kind = result.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "not sent, " + kind + ": " + clean(result.detail());
  }

  static String lost(SendResult.Lost result) {
    return "no answer: " + clean(result.detail());
  }

  private static String clean(String text) {
    String line = CONTROL.matcher(SECRET.matcher(text).replaceAll("***")).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
