package dev.bonghwa.config;

import java.util.List;

/** The configuration cannot be used; the message lists every fault, one a line, without secrets. */
public final class ConfigFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  /** Takes the faults, at least one, each a full sentence for an operator. */
  public ConfigFaults(List<String> faults) {
    super("the configuration has faults:\n  - " + String.join("\n  - ", faults));
    this.faults = List.copyOf(faults);
  }

  /** Each fault: the variable, its value unless it is a secret, and what is allowed. */
  public List<String> faults() {
    return faults;
  }
}
