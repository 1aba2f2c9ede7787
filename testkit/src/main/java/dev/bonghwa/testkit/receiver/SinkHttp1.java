package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** HTTP/1.1 of clients that say how long their bodies are: all that is looked at. */
final class SinkHttp1 extends ByteToMessageDecoder {
  private static final String END_OF_HEAD = "\r\n\r\n";

  /** Its first letter may be large or small. */
  private static final String LENGTH = "ontent-length:";

  private static final String LENGTH_IN_CAPITALS = "ontent-Length:";

  private static final byte[] ANSWER =
      """
      HTTP/1.1 204 No Content
      Server: cloudflare
      Via: 1.1 google
      X-RateLimit-Limit: 5
      X-RateLimit-Remaining: 4
      X-RateLimit-Reset-After: 1.000
      X-RateLimit-Bucket: 1a2b3c4d5e6f708192a3b4c5d6e7f809

      """
          .replace("\n", "\r\n")
          .getBytes(ISO_8859_1);

  private final SinkAnswers answers;

  SinkHttp1(SinkAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int length = requestLength(in.toString(ISO_8859_1));
    while (length > 0 && length <= in.readableBytes()) {
      answers.body(in, in.readerIndex(), length);
      in.skipBytes(length);
      answers.room(context).writeBytes(ANSWER);
      answers.request();
      length = in.isReadable() ? requestLength(in.toString(ISO_8859_1)) : 0;
    }
  }

  /** Of head and body together; 0 when the head has not come whole. */
  static int requestLength(String text) {
    int end = text.indexOf(END_OF_HEAD);
    return end < 0 ? 0 : end + END_OF_HEAD.length() + bodyLength(text.substring(0, end));
  }

  private static int bodyLength(String head) {
    int at = Math.max(head.indexOf(LENGTH), head.indexOf(LENGTH_IN_CAPITALS));
    if (at < 0) {
      return 0;
    }
    int end = head.indexOf('\r', at);
    String value = head.substring(at + LENGTH.length(), end < 0 ? head.length() : end);
    return Integer.parseInt(value.strip());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    answers.flush(context);
    super.channelReadComplete(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = context.close();
  }
}
