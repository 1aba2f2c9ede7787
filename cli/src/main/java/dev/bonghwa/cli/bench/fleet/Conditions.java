package dev.bonghwa.cli.bench.fleet;

import dev.bonghwa.cli.fleet.ClassCaches;

/** Sentences that are true of every bench with programs of their own. */
public final class Conditions {

  public static final String REDIS = "Redis with AOF everysec";

  private Conditions() {}

  /** How their JVMs are started, each in a container of so many megabytes. */
  public static String jvm(int megabytes) {
    return "JVM: the options of the images (deploy/*.options)%s in containers of %d MB"
        .formatted(ClassCaches.areTrained() ? ", with AOT caches," : "", megabytes);
  }
}
