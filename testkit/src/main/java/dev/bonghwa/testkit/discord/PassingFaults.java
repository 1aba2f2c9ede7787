package dev.bonghwa.testkit.discord;

import dev.bonghwa.testkit.discord.Luck.Draw;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer;

/** Faults that are over at the next attempt or the one after it: shares, of 1, of each kind. */
public record PassingFaults(
    RateLimits rateLimits, double serverErrors, double resets, double banned, double blocked) {
  static final PassingFaults NONE = new PassingFaults(RateLimits.NONE, 0, 0, 0, 0);

  PassingFaults withRateLimits(RateLimits limits) {
    return new PassingFaults(limits, serverErrors, resets, banned, blocked);
  }

  PassingFaults withServerErrors(double share) {
    return new PassingFaults(rateLimits, share, resets, banned, blocked);
  }

  PassingFaults withResets(double share) {
    return new PassingFaults(rateLimits, serverErrors, share, banned, blocked);
  }

  PassingFaults withBans(double bannedShare, double blockedShare) {
    return new PassingFaults(rateLimits, serverErrors, resets, bannedShare, blockedShare);
  }

  ReceiverReply reply(ReceivedRequest request, Luck luck) {
    double left = luck.share(Draw.PASSING);
    if ((left -= rateLimits.share()) < 0) {
      return rateLimits.answer(luck);
    }
    if ((left -= serverErrors) < 0) {
      return Answers.serverError(luck.share(Draw.KIND) < 0.5 ? 500 : 503);
    }
    if ((left -= resets) < 0) {
      return new CutAnswer(Answers.message(request), where(luck));
    }
    if ((left -= banned) < 0) {
      return ban(luck);
    }
    return left < blocked ? Answers.blocked() : Answers.delivered(request);
  }

  private static CutAnswer.Where where(Luck luck) {
    return luck.share(Draw.KIND) < 0.5 ? CutAnswer.Where.IN_HEAD : CutAnswer.Where.IN_BODY;
  }

  private static Answer ban(Luck luck) {
    double kind = luck.share(Draw.KIND) * 3;
    if (kind < 1) {
      return Answers.banPage();
    }
    return kind < 2 ? Answers.banText() : Answers.banJson();
  }
}
