package dev.bonghwa.cli.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a proxy answers to CONNECT, and what it means. */
final class ConnectReply {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
  private static final int LONGEST = 16 * 1024;

  private ConnectReply() {}

  /** Reads it to its end and not a byte further: what follows is the tunnel. */
  static int read(InputStream in) throws IOException, StepFailed {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    while (header.size() < LONGEST && !header.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw ended(header.size());
      }
      header.write(next);
    }
    Matcher status = STATUS.matcher(header.toString(ISO_8859_1).lines().findFirst().orElse(""));
    if (!status.matches()) {
      throw new StepFailed(Step.TUNNEL, "what answered is no HTTP proxy", "check the proxy's port");
    }
    return Integer.parseInt(status.group(1));
  }

  private static StepFailed ended(int bytes) {
    return new StepFailed(
        Step.TUNNEL,
        bytes == 0
            ? "it ended the connection instead of an answer"
            : "it ended the connection in the middle of its answer",
        "check that it is an HTTP proxy, and that it lets this machine in");
  }

  /** Returns when there is a tunnel. */
  static void check(int status, Address to, boolean withLogin) throws StepFailed {
    if (status < 200 || status >= 300) {
      throw new StepFailed(Step.TUNNEL, "it answered " + status, advice(status, to, withLogin));
    }
  }

  private static String advice(int status, Address to, boolean withLogin) {
    return switch (status) {
      case 407 ->
          withLogin
              ? "it does not take PROXY_USER and PROXY_PASSWORD: check both"
              : "it asks for a login: set PROXY_USER and PROXY_PASSWORD here and for the workers";
      case 400, 403, 405 -> "it does not let tunnels to " + to + " through: allow CONNECT there";
      case 502, 503, 504 -> "it cannot reach " + to + ": look at its own network and DNS";
      default -> "look into the proxy's log";
    };
  }
}
