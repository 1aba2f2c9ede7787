package dev.bonghwa.cli.faults;

import dev.bonghwa.testkit.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program takes of this machine's memory; 0 where Linux does not tell. */
final class Memory {
  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  /** In bytes. */
  static long resident(JavaProcess process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException elsewhere) {
      return 0;
    }
  }
}
