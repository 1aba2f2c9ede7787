package dev.bonghwa.cli.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read of it so far. */
final class CountedStream extends FilterInputStream {

  private final LongConsumer counted;
  private long bytes;

  CountedStream(InputStream source, LongConsumer counted) {
    super(source);
    this.counted = counted;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) {
    bytes += more;
    counted.accept(bytes);
  }
}
