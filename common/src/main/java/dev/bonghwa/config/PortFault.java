package dev.bonghwa.config;

/**
 * Why a port could not be listened on, as one line for an operator. Told by the system's words: the
 * native transport throws exceptions of its own.
 */
public final class PortFault {

  private PortFault() {}

  /** Takes the setting that names the port, what it says, and what was thrown. */
  public static String tell(String setting, int port, String bind, Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return said.contains("assign requested address")
        ? "BIND " + bind + " is no address of this machine: set one, or 0.0.0.0"
        : setting + " " + port + " on " + bind + " " + why(said, setting);
  }

  private static String why(String said, String setting) {
    if (said.contains("already in use")) {
      return "is not free: stop what uses it or set another " + setting;
    }
    return said.contains("ermission denied")
        ? "needs rights that this process has not: set another " + setting
        : "cannot be opened: " + said;
  }
}
