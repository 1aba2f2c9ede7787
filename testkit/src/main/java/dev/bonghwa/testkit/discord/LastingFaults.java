package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.Luck.Draw;
import org.jspecify.annotations.Nullable;

/**
 * Shares, of 1, of webhooks that answer the same for ever: every request, whatever else would have
 * been drawn for it. A test counts on a gone webhook to say so at its first request.
 */
public record LastingFaults(double gone, double badToken, double forbidden) {
  static final LastingFaults NONE = new LastingFaults(0, 0, 0);

  LastingFaults withGone(double share) {
    return new LastingFaults(share, badToken, forbidden);
  }

  LastingFaults withRefused(double badTokens, double forbiddens) {
    return new LastingFaults(gone, badTokens, forbiddens);
  }

  boolean isGone(Luck lasting) {
    return lasting.share(Draw.LASTING) < gone;
  }

  /** Null for a webhook that is well. */
  @Nullable ReceiverReply reply(Luck lasting) {
    double share = lasting.share(Draw.LASTING);
    if (share < gone) {
      return Answers.gone();
    }
    if (share < gone + badToken) {
      return Answers.badToken();
    }
    return share < gone + badToken + forbidden ? Answers.forbidden() : null;
  }
}
