package dev.bonghwa.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.EndpointParser;
import dev.bonghwa.endpoint.Parsed;
import dev.bonghwa.hash.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a file of endpoints holds, as this machine alone can tell: an nms-api may allow other hosts,
 * and knows who is gone.
 *
 * @param targets endpoints, each counted once
 * @param told the first entries that are no endpoints, masked, with their places
 */
public record EndpointCount(long targets, long duplicates, long invalid, List<String> told) {

  private static final int TOLD = 20;

  /** Reads the whole file. Eight bytes of memory for each entry. */
  public static EndpointCount of(Path path, EndpointParser parser) {
    try (var lines = EndpointLines.open(path)) {
      var count = new Counting(parser);
      while (lines.next()) {
        count.look(lines);
      }
      return count.end();
    } catch (IOException e) {
      throw CliFault.usage("cannot read " + path + ": " + Words.reason(e), "");
    }
  }

  private static final class Counting {
    private final EndpointParser parser;
    private final List<String> told = new ArrayList<>();
    private long[] names = new long[1024];
    private int endpoints;
    private long invalid;

    Counting(EndpointParser parser) {
      this.parser = parser;
    }

    void look(EndpointLines lines) {
      switch (parser.parse(lines.text())) {
        case Parsed.Valid(Endpoint endpoint) -> add(endpoint);
        case Parsed.Invalid(String reason) -> refuse(lines, reason);
      }
    }

    private void add(Endpoint endpoint) {
      if (endpoints == names.length) {
        names = Arrays.copyOf(names, 2 * names.length);
      }
      byte[] digest = Digests.sha256().digest(name(endpoint).getBytes(UTF_8));
      names[endpoints++] = ByteBuffer.wrap(digest).getLong();
    }

    /** A webhook is its id and its thread, whatever its token. */
    private static String name(Endpoint endpoint) {
      int query = endpoint.address().indexOf('?');
      String thread = query < 0 ? "" : endpoint.address().substring(query);
      return endpoint.isDiscord() ? endpoint.key().value() + thread : endpoint.address();
    }

    private void refuse(EndpointLines lines, String reason) {
      invalid++;
      if (told.size() < TOLD) {
        told.add(lines.place() + ": " + Mask.endpoint(lines.text()) + " " + reason);
      }
    }

    EndpointCount end() {
      Arrays.sort(names, 0, endpoints);
      long different = 0;
      for (int i = 0; i < endpoints; i++) {
        different += i == 0 || names[i] != names[i - 1] ? 1 : 0;
      }
      return new EndpointCount(different, endpoints - different, invalid, told);
    }
  }
}
