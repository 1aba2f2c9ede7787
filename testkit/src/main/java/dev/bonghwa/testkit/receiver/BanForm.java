package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Answers;
import dev.bonghwa.testkit.discord.ReceiverReply.Answer;

/** What somebody is told who is banned; nothing of it comes from Discord itself. */
public enum BanForm {
  /** 429, a page of HTML. */
  PAGE,
  /** 429, {@code error code: 1015}. */
  TEXT,
  /** 429, JSON with code 0. */
  JSON,
  /** 403, JSON with code 40333: a block of the client. */
  BLOCK;

  Answer answer() {
    return switch (this) {
      case PAGE -> Answers.banPage();
      case TEXT -> Answers.banText();
      case JSON -> Answers.banJson();
      case BLOCK -> Answers.blocked();
    };
  }
}
