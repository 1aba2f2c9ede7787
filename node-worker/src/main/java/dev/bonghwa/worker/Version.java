package dev.bonghwa.worker;

/** Which build this is. */
final class Version {

  /** As the jar's manifest says; {@code dev} when run from class files. */
  static final String TEXT = read();

  private Version() {}

  private static String read() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
