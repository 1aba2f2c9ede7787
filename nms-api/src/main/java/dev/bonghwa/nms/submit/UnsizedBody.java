package dev.bonghwa.nms.submit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of unknown length: takes a large place when it turns out to need one. */
final class UnsizedBody extends FilterInputStream {
  private final Uploads.Place place;
  private long bytes;

  UnsizedBody(InputStream body, Uploads.Place place) {
    super(body);
    this.place = place;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) throws IOException {
    boolean wasSmall = bytes <= Uploads.SMALL_BYTES;
    bytes += more;
    if (wasSmall && bytes > Uploads.SMALL_BYTES) {
      grow();
    }
  }

  private void grow() throws IOException {
    try {
      place.grow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }
}
