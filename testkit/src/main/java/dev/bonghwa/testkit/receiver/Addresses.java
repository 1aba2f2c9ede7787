package dev.bonghwa.testkit.receiver;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Every address that requests came from. */
final class Addresses {
  private final Limits limits;
  private final Map<InetAddress, Address> known = new ConcurrentHashMap<>();

  Addresses(Limits limits) {
    this.limits = limits;
  }

  Address of(InetAddress from) {
    return known.computeIfAbsent(from, first -> new Address(limits));
  }

  void ban(InetAddress from, BanForm form, Duration length) {
    of(from).ban(form, System.nanoTime() + length.toNanos());
  }

  /** By address. */
  Map<String, AddressCount> counts() {
    Map<String, AddressCount> counts = new TreeMap<>();
    known.forEach((from, address) -> counts.put(from.getHostAddress(), address.count()));
    return counts;
  }

  void clear() {
    known.clear();
  }
}
