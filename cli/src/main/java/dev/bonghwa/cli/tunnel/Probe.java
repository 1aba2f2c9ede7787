package dev.bonghwa.cli.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.egress.ProxyLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Goes through proxies to one address, step by step.
 *
 * @param to what the tunnel leads to
 * @param login null for a proxy that asks nobody
 * @param tls whom to trust at the other end
 * @param patience for each step
 */
public record Probe(Address to, @Nullable ProxyLogin login, SSLContext tls, Duration patience) {

  /** Says how far it came; never throws for what the network does. */
  public Probed of(Address proxy) {
    long start = System.nanoTime();
    try (Socket socket = connect(proxy)) {
      openTunnel(socket);
      String spoken = shakeHands(socket);
      return probed(proxy, Step.DONE, spoken + " with " + to, "", start);
    } catch (StepFailed e) {
      return probed(proxy, e.step(), e.detail(), e.advice(), start);
    } catch (IOException e) {
      return probed(proxy, Step.CONNECT, "the connection broke", "try it again", start);
    }
  }

  private static Probed probed(Address proxy, Step step, String detail, String advice, long start) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Probed(proxy.toString(), step, detail, advice, took);
  }

  private Socket connect(Address proxy) throws IOException, StepFailed {
    InetAddress host = resolve(proxy.host());
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, proxy.port()), millis());
      socket.setSoTimeout(millis());
      return socket;
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new StepFailed(
          Step.CONNECT, "no connection within " + seconds(), "is a firewall in between?");
    } catch (IOException e) {
      socket.close();
      throw new StepFailed(
          Step.CONNECT, "no connection: " + e.getMessage(), "is the proxy running there?");
    }
  }

  private static InetAddress resolve(String host) throws StepFailed {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StepFailed(Step.RESOLVE, "the host is not known", "check its spelling and the DNS");
    }
  }

  private void openTunnel(Socket socket) throws StepFailed {
    String credentials = login == null ? "" : "Proxy-Authorization: " + basic(login) + "\r\n";
    String request = "CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + credentials + "\r\n";
    try {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      ConnectReply.check(ConnectReply.read(socket.getInputStream()), to, login != null);
    } catch (SocketTimeoutException e) {
      throw new StepFailed(
          Step.TUNNEL, "no answer to CONNECT within " + seconds(), "is it an HTTP proxy?");
    } catch (IOException e) {
      throw new StepFailed(
          Step.TUNNEL, "the connection broke: " + e.getMessage(), "does it let this machine in?");
    }
  }

  private static String basic(ProxyLogin login) {
    String both = login.user() + ":" + login.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private String shakeHands(Socket tunnel) throws StepFailed {
    try {
      SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(tunnel, to.host(), to.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    } catch (SocketTimeoutException e) {
      throw new StepFailed(
          Step.TLS, "no handshake within " + seconds(), "the tunnel leads nowhere: try another");
    } catch (SSLException e) {
      throw new StepFailed(Step.TLS, said(e), "does the proxy break TLS open, or is --to wrong?");
    } catch (IOException e) {
      throw new StepFailed(
          Step.TLS, "the tunnel broke: " + e.getMessage(), "the proxy cannot reach " + to);
    }
  }

  private static String said(SSLException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("PKIX")
        ? "the certificate is of no authority that is trusted here"
        : "no handshake: " + text;
  }

  private int millis() {
    return Math.toIntExact(patience.toMillis());
  }

  private String seconds() {
    return patience.toSeconds() + " s";
  }
}
