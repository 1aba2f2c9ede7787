package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.Reply.Answer;
import dev.bonghwa.testkit.discord.Reply.CutAnswer.Where;
import io.netty.channel.EventLoop;

/** One request on the wire that waits for its reply; used on its event loop. */
interface Exchange {

  EventLoop loop();

  boolean http2();

  void answer(Answer answer, Bucket bucket);

  void cut(Answer answer, Bucket bucket, Where where);

  void reset();

  void hangUp();

  void refuse();
}
