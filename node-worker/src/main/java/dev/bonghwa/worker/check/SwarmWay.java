package dev.bonghwa.worker.check;

import dev.bonghwa.check.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this machine can be a member of a swarm. Its members must reach one another, both ways: a
 * machine behind a NAT cannot be one, unless all of them are in the network behind it.
 *
 * @param manager a host of the swarm
 * @param behindNat whether others see another address than this machine has
 */
record SwarmWay(String manager, boolean behindNat) {

  private static final String SUBJECT = "swarm";
  private static final int CONNECT_MILLIS = 3_000;

  /** To join; and what members tell one another. UDP 7946 and 4789 answer nobody who asks. */
  private static final List<Integer> PORTS = List.of(2377, 7946);

  /** Nothing listens there; where it is open, something on the way takes every connection. */
  private static final int NOBODYS_PORT = 1;

  private static final String OUTSIDE =
      "run a worker outside the swarm: docker run with REDIS_URL=rediss://…, see deploy/README";

  List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    try {
      InetAddress address = InetAddress.getByName(manager);
      if (isOpen(address, NOBODYS_PORT)) {
        return List.of(answeredByOthers());
      }
      List<Integer> closed = PORTS.stream().filter(port -> !isOpen(address, port)).toList();
      found.add(verdict(closed, behindNat && !isNear(address)));
    } catch (UnknownHostException e) {
      found.add(new Finding.Fault(SUBJECT, manager + ": no such host", "check --manager"));
    }
    return found;
  }

  Finding verdict(List<Integer> closed, boolean apart) {
    if (!closed.isEmpty()) {
      return new Finding.Warning(
          SUBJECT,
          "this machine cannot join: " + manager + " takes no connection on TCP " + closed,
          OUTSIDE);
    }
    return apart
        ? new Finding.Warning(
            SUBJECT,
            manager + " can be reached, but a NAT keeps its members from reaching this machine",
            OUTSIDE)
        : new Finding.Ok(
            SUBJECT,
            manager
                + " takes connections on TCP 2377 and 7946: this machine can join if UDP 7946 and"
                + " 4789 are open both ways, which cannot be proven from here");
  }

  Finding answeredByOthers() {
    return new Finding.Warning(
        SUBJECT,
        "something between here and "
            + manager
            + " takes connections to every port, also to those"
            + " that nobody has: whether this machine can join cannot be told",
        "ask from a network without it, or " + OUTSIDE);
  }

  /** In a private network both may be behind the same NAT. */
  private static boolean isNear(InetAddress address) {
    return address.isSiteLocalAddress() || address.isLoopbackAddress();
  }

  private static boolean isOpen(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
