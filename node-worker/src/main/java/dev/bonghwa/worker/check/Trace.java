package dev.bonghwa.worker.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One GET that says nothing and changes nothing, to the host that messages go to: {@code
 * /cdn-cgi/trace}, which Cloudflare, in front of Discord, answers with the caller's address.
 *
 * @param host whose path it is
 * @param tls whom to trust
 * @param from the address to leave from; null for the system's choice
 */
record Trace(URI host, SSLContext tls, @Nullable String from) {

  private static final int STEP_MILLIS = 5_000;
  private static final int LONGEST = 16 * 1024;
  private static final int USUAL_PORT = 443;
  private static final Pattern IP = Pattern.compile("(?m)^ip=([0-9A-Fa-f.:]{2,45})\\s*$");

  /**
   * How it went.
   *
   * @param protocol of TLS
   * @param address that the other end sees; empty when it does not say
   */
  record Reached(String protocol, Optional<InetAddress> address) {}

  Reached run() throws IOException {
    try (Socket socket = connect();
        SSLSocket spoken = shakeHands(socket)) {
      String request =
          "GET /cdn-cgi/trace HTTP/1.1\r\nHost: "
              + host.getRawAuthority()
              + "\r\nUser-Agent: bonghwa-check\r\nConnection: close\r\n\r\n";
      spoken.getOutputStream().write(request.getBytes(ISO_8859_1));
      String answer = new String(spoken.getInputStream().readNBytes(LONGEST), ISO_8859_1);
      return new Reached(spoken.getSession().getProtocol(), address(answer));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      if (from != null) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      }
      socket.setSoTimeout(STEP_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(host.getHost()), port()), STEP_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private SSLSocket shakeHands(Socket socket) throws IOException {
    SSLSocket spoken =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, host.getHost(), port(), true);
    SSLParameters parameters = spoken.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    spoken.setSSLParameters(parameters);
    spoken.startHandshake();
    return spoken;
  }

  private int port() {
    return host.getPort() < 0 ? USUAL_PORT : host.getPort();
  }

  private static Optional<InetAddress> address(String answer) {
    Matcher ip = IP.matcher(answer);
    try {
      return ip.find() ? Optional.of(InetAddress.ofLiteral(ip.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
