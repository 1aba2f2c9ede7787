package dev.bonghwa.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failed call means to the person who made it. Pure. */
final class Faults {

  private static final String START =
      "is it running there? give another address with --url or BONGHWA_URL, or start one with"
          + " 'bonghwa nms'";

  private Faults() {}

  /** A call that got no answer. */
  static CliFault unanswered(ApiAddress address, IOException cause) {
    return CliFault.fault("no nms-api answers at " + address + ": " + why(address, cause), START);
  }

  private static String why(ApiAddress address, IOException cause) {
    if (has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)) {
      return "the host " + address.base().getHost() + " is not known";
    }
    if (cause instanceof HttpConnectTimeoutException) {
      return "no connection within 5 s";
    }
    if (cause instanceof HttpTimeoutException) {
      return "no answer within 15 s";
    }
    if (has(cause, SSLException.class)) {
      return tls(String.valueOf(cause.getMessage()));
    }
    return has(cause, ConnectException.class)
        ? "connection refused"
        : "the connection broke (" + cause.getMessage() + ")";
  }

  private static String tls(String said) {
    if (said.contains("unrecognized SSL message")) {
      return "it does not speak TLS; http:// instead of https://?";
    }
    return said.contains("PKIX")
        ? "its certificate is of no authority that is trusted here; name it with --ca-file"
        : "TLS failed (" + said + ")";
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** An answer that is not the one that was hoped for. */
  static CliFault refused(ApiAddress address, Answer answer) {
    return switch (answer.status()) {
      case 401, 403 ->
          CliFault.usage(
              "the key was not accepted by " + address,
              "check API_KEY, API_KEY_FILE or --key-file: it must be a key of that nms-api");
      case 404, 410 -> new CliFault(ExitCode.NOT_FOUND, detail(address, answer), "");
      case 400, 413, 415, 422 ->
          CliFault.usage("refused: " + detail(address, answer), moreErrors(answer.body()));
      default -> CliFault.fault(detail(address, answer), later(answer));
    };
  }

  /** A list of targets that was refused as a whole, and what is wrong with the first of them. */
  static CliFault refusedTargets(ApiAddress address, Answer answer, List<String> told) {
    return CliFault.usage(
        "nothing was sent: " + detail(address, answer).replace(", nothing was accepted", ""),
        String.join("\n  ", told));
  }

  /** A list that every nms-api has is not there. */
  static CliFault elsewhere(ApiAddress address) {
    return CliFault.usage("there is no nms-api at " + address, ApiAddress.ADVICE);
  }

  /** A good status with a body that nms-api would not send. */
  static CliFault strange(ApiAddress address, Answer answer) {
    return CliFault.fault(
        address + " answered " + answer.status() + ", but not as an nms-api does",
        "is that the right URL? check --url and BONGHWA_URL");
  }

  private static String detail(ApiAddress address, Answer answer) {
    for (String field : new String[] {"detail", "title", "message"}) {
      String text = answer.body().path(field).asText("");
      if (!text.isEmpty()) {
        return text + " (" + answer.status() + ")";
      }
    }
    return address + " answered " + answer.status();
  }

  /** All of them; a single one is what the detail says already. */
  private static String moreErrors(JsonNode body) {
    var lines = new ArrayList<String>();
    for (JsonNode error : body.path("errors")) {
      lines.add(error.path("pointer").asText() + ": " + error.path("reason").asText());
    }
    return lines.size() < 2 ? "" : String.join("\n  ", lines);
  }

  private static String later(Answer answer) {
    return answer.saysWhenToRetry() ? "try again in " + answer.retryAfter().toSeconds() + " s" : "";
  }
}
