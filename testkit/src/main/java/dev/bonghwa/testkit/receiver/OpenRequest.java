package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import dev.bonghwa.testkit.discord.ReceiverReply.CutAnswer.Where;
import io.netty.channel.EventLoop;

/** One request on the wire that waits for its reply; used on its event loop. */
interface OpenRequest {

  EventLoop loop();

  boolean http2();

  void answer(Answer answer, Bucket bucket);

  void cut(Answer answer, Bucket bucket, Where where);

  void reset();

  void hangUp();

  void refuse();
}
