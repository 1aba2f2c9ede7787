package dev.bonghwa.nms.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A socket that says what no proper HTTP client would say. */
public final class RawClient implements Closeable {
  private final Socket socket;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
  }

  /** Lines of a header, then what follows it. */
  public RawClient send(String... lines) throws IOException {
    socket.getOutputStream().write(String.join("\r\n", lines).getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** One answer with a Content-Length, header and body. */
  public String answer() throws IOException {
    String head = until("\r\n\r\n");
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return head + new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  /** Everything up to and with this text. */
  public String until(String end) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + read.toString(ISO_8859_1));
      }
      read.write(next);
    }
    return read.toString(ISO_8859_1);
  }

  /** Waits until the server has closed the connection. */
  public boolean isClosedByServer() throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
