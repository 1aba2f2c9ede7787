package dev.bonghwa.cli.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of endpoints: one a line ({@code #} starts a comment), or one JSON array of strings. It is
 * read twice, once to check it and once to send it, so that its size does not matter.
 */
public final class EndpointFile implements Submission.Targets {

  /** So many bad lines are listed; the rest is counted. */
  public static final int LISTED = 20;

  /** A line that cannot be an endpoint; {@code what} is masked. */
  public record BadLine(long line, String what) {}

  private final Path path;
  private final int count;
  private final long bytes;
  private final int badCount;
  private final List<BadLine> bad;

  private EndpointFile(Path path, int count, long bytes, int badCount, List<BadLine> bad) {
    this.path = path;
    this.count = count;
    this.bytes = bytes;
    this.badCount = badCount;
    this.bad = List.copyOf(bad);
  }

  /** Reads the file once; throws a usage fault when nothing in it could be sent. */
  public static EndpointFile check(Path path) {
    requireFile(path);
    try (var lines = EndpointLines.open(path)) {
      EndpointFile file = scan(path, lines);
      if (file.count == 0) {
        throw CliFault.usage("no endpoint in " + path + file.firstBad(), EndpointLines.ADVICE);
      }
      return file;
    } catch (JsonProcessingException e) {
      throw CliFault.usage(path + " is not a JSON array of strings" + at(e), EndpointLines.ADVICE);
    } catch (MalformedInputException e) {
      throw CliFault.usage(path + " is not UTF-8 text", EndpointLines.ADVICE);
    } catch (IOException e) {
      throw CliFault.usage("cannot read " + path + ": " + e.getMessage(), "");
    }
  }

  private static void requireFile(Path path) {
    if (Files.notExists(path)) {
      throw CliFault.usage("no such file: " + path, EndpointLines.ADVICE);
    }
    if (!Files.isRegularFile(path)) {
      throw CliFault.usage(
          "not a regular file: " + path, "it is read twice: save it to a file first");
    }
  }

  private static EndpointFile scan(Path path, EndpointLines lines) throws IOException {
    int count = 0;
    long bytes = 0;
    int badCount = 0;
    var bad = new ArrayList<BadLine>();
    while (lines.next()) {
      if (lines.isEndpoint()) {
        count++;
        bytes += TargetStream.line(lines.text()).length;
      } else if (++badCount <= LISTED) {
        bad.add(new BadLine(lines.number(), Mask.endpoint(lines.text())));
      }
    }
    return new EndpointFile(path, count, bytes, badCount, bad);
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  private String firstBad() {
    return bad.isEmpty()
        ? ""
        : ": line " + bad.getFirst().line() + " is not an endpoint: " + bad.getFirst().what();
  }

  /** How many endpoints would be sent. */
  public int count() {
    return count;
  }

  /** How many lines are not endpoints. */
  public int badCount() {
    return badCount;
  }

  /** The first bad lines, at most {@link #LISTED}. */
  public List<BadLine> bad() {
    return bad;
  }

  /** The lines of these positions in the submitted list. */
  public Map<Integer, Long> linesOf(Set<Integer> indexes) {
    var found = new HashMap<Integer, Long>();
    try (var lines = EndpointLines.open(path)) {
      int index = 0;
      while (found.size() < indexes.size() && lines.next()) {
        if (lines.isEndpoint()) {
          if (indexes.contains(index)) {
            found.put(index, lines.number());
          }
          index++;
        }
      }
    } catch (IOException e) {
      return Map.of(); // the file went away after it was sent; positions still tell
    }
    return found;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public InputStream open() throws IOException {
    return new TargetStream(EndpointLines.open(path));
  }
}
