package dev.bonghwa.cli.bench.citizen;

import dev.bonghwa.cli.fleet.Station;
import java.net.InetAddress;
import java.util.Map;

/**
 * The addresses that the workers of a scenario leave from: on Linux all of 127.0.0.0/8 is this
 * machine.
 */
final class Addressed {
  private static final int FIRST = 10;

  private Addressed() {}

  /** From 0. */
  static String address(int number) {
    return "127.0.0." + (FIRST + number);
  }

  static InetAddress inet(int number) {
    return InetAddress.ofLiteral(address(number));
  }

  /** All workers of one address are one egress group. */
  static Station worker(int number, int strength, String rate) {
    return new Station(
        strength,
        Map.of(
            "EGRESS_ADDRESS",
            address(number),
            "EGRESS_GROUP",
            "address-" + number,
            "EGRESS_RATE",
            rate));
  }
}
