package dev.bonghwa.nms.http;

import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and its key on disk: a renewed pair is taken without a restart, a broken one is
 * not taken.
 */
final class TlsFiles {
  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);
  private final Listen.Tls files;
  private List<FileTime> seen;

  TlsFiles(Listen.Tls files) throws IOException {
    this.files = files;
    this.seen = times();
  }

  PemKeyCertOptions options() {
    return new PemKeyCertOptions()
        .setCertPath(files.certificate().toString())
        .setKeyPath(files.key().toString());
  }

  /** Called every few seconds. */
  void reloadIfChanged(HttpServer server) {
    try {
      List<FileTime> now = times();
      if (!now.equals(seen)) {
        seen = now;
        reload(server);
      }
    } catch (IOException e) {
      log.warn("TLS files cannot be read, the old certificate stays in use: {}", e.toString());
    }
  }

  private void reload(HttpServer server) {
    server
        .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(options()), true)
        .onSuccess(taken -> log.info("the new certificate {} is in use", files.certificate()))
        .onFailure(
            e ->
                log.warn(
                    "the changed TLS files are not usable, the old pair stays: {}", e.toString()));
  }

  private List<FileTime> times() throws IOException {
    return List.of(time(files.certificate()), time(files.key()));
  }

  private static FileTime time(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }
}
