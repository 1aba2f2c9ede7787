package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * As much of HTTP/2 as it takes to answer every request alike: it looks for the ends of streams and
 * never at a header, so that no state of HPACK is kept, in either direction.
 */
final class SinkHttp2 extends ByteToMessageDecoder {
  private static final int PREFACE_BYTES = 24;
  private static final int HEAD_BYTES = 9;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 0x1;
  private static final int ACK = 0x1;
  private static final int END_HEADERS = 0x4;

  private static final int MAX_CONCURRENT_STREAMS = 3;
  private static final int STREAMS = 100;

  /** What a connection may send at first, and the most that it may be allowed. */
  private static final int FIRST_WINDOW = 65_535;

  private static final int LARGEST_WINDOW = Integer.MAX_VALUE;

  private static final byte[] ANSWER = answer();

  private final SinkAnswers answers;
  private boolean greeted;
  private int received;

  SinkHttp2(SinkAnswers answers) {
    this.answers = answers;
  }

  /** The block of headers that each answer has: literals that are never indexed. */
  private static byte[] answer() {
    ByteBuf block = Unpooled.buffer();
    block.writeByte(0x80 | 9); // :status 204
    literal(block, "server", "cloudflare");
    literal(block, "via", "1.1 google");
    literal(block, "x-ratelimit-limit", "5");
    literal(block, "x-ratelimit-remaining", "4");
    literal(block, "x-ratelimit-reset-after", "1.000");
    literal(block, "x-ratelimit-bucket", "1a2b3c4d5e6f708192a3b4c5d6e7f809");
    byte[] bytes = new byte[block.readableBytes()];
    block.readBytes(bytes);
    return bytes;
  }

  private static void literal(ByteBuf block, String name, String value) {
    block.writeByte(0);
    block.writeByte(name.length()).writeCharSequence(name, US_ASCII);
    block.writeByte(value.length()).writeCharSequence(value, US_ASCII);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!greeted) {
      if (in.readableBytes() < PREFACE_BYTES) {
        return;
      }
      in.skipBytes(PREFACE_BYTES);
      greet(answers.room(context));
      greeted = true;
    }
    while (in.readableBytes() >= HEAD_BYTES) {
      int length = in.getUnsignedMedium(in.readerIndex());
      if (in.readableBytes() < HEAD_BYTES + length) {
        return;
      }
      frame(context, in, length);
      in.skipBytes(HEAD_BYTES + length);
    }
  }

  private static void greet(ByteBuf out) {
    head(out, 6, SETTINGS, 0, 0).writeShort(MAX_CONCURRENT_STREAMS).writeInt(STREAMS);
    head(out, 4, WINDOW_UPDATE, 0, 0).writeInt(LARGEST_WINDOW - FIRST_WINDOW);
  }

  private void frame(ChannelHandlerContext context, ByteBuf in, int length) {
    int at = in.readerIndex();
    int flags = in.getByte(at + 4);
    int stream = in.getInt(at + 5);
    switch (in.getByte(at + 3)) {
      case DATA -> {
        answers.body(in, at + HEAD_BYTES, length);
        take(context, length);
        answerAtEnd(context, flags, stream);
      }
      case HEADERS -> answerAtEnd(context, flags, stream);
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          head(answers.room(context), 0, SETTINGS, ACK, 0);
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          head(answers.room(context), length, PING, ACK, 0).writeBytes(in, at + HEAD_BYTES, length);
        }
      }
      default -> {}
    }
  }

  private void answerAtEnd(ChannelHandlerContext context, int flags, int stream) {
    if ((flags & END_STREAM) != 0) {
      ByteBuf out = answers.room(context);
      head(out, ANSWER.length, HEADERS, END_HEADERS | END_STREAM, stream).writeBytes(ANSWER);
      answers.request();
    }
  }

  /** Gives the connection's window back long before it is used up. */
  private void take(ChannelHandlerContext context, int length) {
    received += length;
    if (received > LARGEST_WINDOW / 2) {
      head(answers.room(context), 4, WINDOW_UPDATE, 0, 0).writeInt(received);
      received = 0;
    }
  }

  private static ByteBuf head(ByteBuf out, int length, int type, int flags, int stream) {
    return out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
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
