package dev.bonghwa.cli.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a local fleet is made of.
 *
 * @param strengths MAX_CONCURRENT of each worker, 1 to 1,000
 * @param discordUrl where {@code ID/TOKEN} targets go
 * @param trustedCerts PEM of the CA of that receiver
 */
public record FleetSettings(List<Integer> strengths, URI discordUrl, Path trustedCerts) {

  private static final List<Integer> UNEQUAL = List.of(200, 80, 30);

  public FleetSettings {
    strengths = List.copyOf(strengths);
    if (strengths.isEmpty()) {
      throw new IllegalArgumentException("no worker");
    }
  }

  /** A strong, a middling and a weak machine, again and again. */
  public static List<Integer> unequal(int workers) {
    return IntStream.range(0, workers).mapToObj(i -> UNEQUAL.get(i % UNEQUAL.size())).toList();
  }
}
