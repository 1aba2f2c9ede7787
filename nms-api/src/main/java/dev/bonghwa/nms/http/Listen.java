package dev.bonghwa.nms.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a server listens.
 *
 * @param port 0 takes any free one
 * @param name the variable that sets the port, for the message when it is taken
 * @param tls null speaks plain HTTP
 */
public record Listen(
    String name, String bind, int port, long mostBodyBytes, Patience patience, @Nullable Tls tls) {

  /** PEM files; read again when they change. */
  public record Tls(Path certificate, Path key) {}
}
