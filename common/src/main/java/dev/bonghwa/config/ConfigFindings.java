package dev.bonghwa.config;

import dev.bonghwa.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is to be said of a configuration that was read. */
public final class ConfigFindings {

  private static final String SUBJECT = "configuration";

  /** A container's secrets are readable for all in it, and there is nobody else. */
  private static final Path OF_CONTAINER = Path.of("/run/secrets");

  private ConfigFindings() {}

  /** All of it; to be called when the program has read what it reads. */
  public static List<Finding> of(String program, Env env) {
    var found = new ArrayList<Finding>();
    env.faults().forEach(line -> found.add(new Finding.Fault(SUBJECT, line, "")));
    if (found.isEmpty()) {
      found.add(new Finding.Ok(SUBJECT, program + " can start with it"));
    }
    env.warnings().forEach(line -> found.add(new Finding.Warning(SUBJECT, line, "")));
    new TreeMap<>(env.secretFiles())
        .forEach(
            (name, file) -> {
              if (!file.startsWith(OF_CONTAINER) && isOpenToAll(file)) {
                found.add(
                    new Finding.Warning(
                        SUBJECT,
                        name + " is a file that everybody on this machine can read: " + file,
                        "chmod o-rwx"));
              }
            });
    return found;
  }

  private static boolean isOpenToAll(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
