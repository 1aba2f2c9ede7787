package dev.bonghwa.cli.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bonghwa.cli.api.InvalidTarget;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of endpoints: one a line ({@code #} starts a comment), or one JSON array of strings. It is
 * read twice, once to count it and once to send it, so that its size does not matter.
 */
public final class EndpointFile implements Submission.Targets {

  /** How an endpoint begins. */
  private static final Pattern BEGINNING = Pattern.compile("https?://|[0-9]+/");

  /** What a decoder makes of bytes that are no character. */
  private static final char UNDECODABLE = '\ufffd';

  private final Path path;
  private final long bytes;

  private EndpointFile(Path path, long bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * Reads the file once; throws a usage fault when it cannot be a file of endpoints at all, for
   * what a wrong file holds should not leave this machine. The API looks at the single entries.
   */
  public static EndpointFile check(Path path) {
    requireFile(path);
    try (var lines = EndpointLines.open(path)) {
      return scan(path, lines);
    } catch (JsonProcessingException e) {
      throw CliFault.usage(path + " is not a JSON array of strings" + at(e), EndpointLines.ADVICE);
    } catch (IOException e) {
      throw CliFault.usage("cannot read " + path + ": " + Words.reason(e), "");
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
    long bytes = 0;
    boolean found = false;
    String first = "";
    while (lines.next()) {
      bytes += TargetStream.line(lines.text()).length;
      found |= BEGINNING.matcher(lines.text()).lookingAt();
      first = first.isEmpty() ? "; it begins with " + told(lines, "") : first;
    }
    if (!found) {
      throw CliFault.usage("no endpoint in " + path + first, EndpointLines.ADVICE);
    }
    return new EndpointFile(path, bytes);
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  /** The API is sent a space for what cannot be decoded, so it can only speak of that. */
  private static String told(EndpointLines lines, String reason) {
    boolean undecodable = lines.text().indexOf(UNDECODABLE) >= 0;
    return lines.place()
        + ": "
        + Mask.endpoint(lines.text())
        + (undecodable ? " is not UTF-8" : reason);
  }

  @Override
  public List<String> tell(List<InvalidTarget> invalid) {
    Map<Integer, String> reasons =
        invalid.stream()
            .collect(Collectors.toMap(InvalidTarget::index, InvalidTarget::reason, (a, b) -> a));
    Map<Integer, String> told = told(reasons);
    return invalid.stream()
        .map(target -> told.getOrDefault(target.index(), target.toString()))
        .toList();
  }

  private Map<Integer, String> told(Map<Integer, String> reasons) {
    var found = new HashMap<Integer, String>();
    try (var lines = EndpointLines.open(path)) {
      for (int index = 0; found.size() < reasons.size() && lines.next(); index++) {
        if (reasons.containsKey(index)) {
          found.put(index, told(lines, " " + reasons.get(index)));
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
