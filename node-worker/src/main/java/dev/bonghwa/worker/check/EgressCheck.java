package dev.bonghwa.worker.check;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Finding;
import dev.bonghwa.worker.send.SenderSettings;
import dev.bonghwa.worker.send.TrustedCerts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether Discord can be reached, from which address, and in which of the two ways this machine can
 * be of use: as a member of the swarm, or as a worker outside it.
 */
public final class EgressCheck implements Check {

  private final Trace trace;
  private final @Nullable String manager;

  EgressCheck(Trace trace, @Nullable String manager) {
    this.trace = trace;
    this.manager = manager;
  }

  /** To where this node's messages would go, from where they would leave. */
  public static Check to(URI discord, SenderSettings sender, @Nullable String manager) {
    try {
      SSLContext tls = TrustedCerts.tls(sender.trustCerts());
      return new EgressCheck(new Trace(discord, tls, sender.localAddress()), manager);
    } catch (IllegalArgumentException e) {
      return new Check.Left(new Finding.Fault("egress", String.valueOf(e.getMessage()), ""));
    }
  }

  @Override
  public String subject() {
    return "egress";
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    Optional<InetAddress> address = reach(found);
    boolean behindNat = address.filter(ip -> !isOwn(ip)).isPresent();
    address.ifPresent(ip -> found.add(seen(ip, behindNat)));
    if (manager != null) {
      found.addAll(new SwarmWay(manager, behindNat).look());
    }
    return found;
  }

  private Optional<InetAddress> reach(List<Finding> found) {
    String host = trace.host().getHost();
    try {
      Trace.Reached reached = trace.run();
      found.add(new Finding.Ok("egress", host + " answers over " + reached.protocol()));
      if (reached.address().isEmpty()) {
        found.add(
            new Finding.Skipped("egress address", host + " does not say from which it sees us"));
      }
      return reached.address();
    } catch (IOException e) {
      found.add(new Finding.Fault("egress", host + " cannot be reached: " + why(e), advice(e)));
      return Optional.empty();
    }
  }

  private static String why(IOException cause) {
    return switch (cause) {
      case UnknownHostException unknown -> "no such host";
      case SocketTimeoutException late -> "no answer in time";
      case ConnectException refused -> "connection refused";
      case SSLException tls -> "TLS failed, " + tls.getMessage();
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static String advice(IOException cause) {
    return switch (cause) {
      case UnknownHostException unknown -> "look at this machine's DNS";
      case SSLException tls -> "is a proxy or a login page in between, or the clock wrong?";
      default -> "may this machine open connections to port 443 outside?";
    };
  }

  private static boolean isOwn(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  static Finding seen(InetAddress address, boolean behindNat) {
    String ip = address.getHostAddress();
    return new Finding.Ok(
        "egress address",
        behindNat
            ? ip
                + ", which is not this machine's own: all behind it share what Discord allows it,"
                + " so give them one EGRESS_GROUP"
            : ip + ", this machine's own");
  }
}
