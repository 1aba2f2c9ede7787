package dev.bonghwa.testkit.redis;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate for {@code localhost}, of no other name, and the authority that signed it. */
public final class RedisTls {
  private final Path directory;

  private RedisTls(Path directory) {
    this.directory = directory;
  }

  /** Made in this directory, as PEM files. */
  public static RedisTls in(Path directory) {
    try {
      var tls = new RedisTls(directory);
      tls.make();
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write certificates", e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot make certificates", e);
    }
  }

  private void make() throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .subject("CN=Bonghwa Redis CA")
            .ecp256()
            .setIsCertificateAuthority(true)
            .setKeyUsage(true, KeyUsage.keyCertSign)
            .buildSelfSigned();
    X509Bundle server =
        new CertificateBuilder()
            .subject("CN=redis")
            .ecp256()
            .addSanDnsName("localhost")
            .setKeyUsage(true, KeyUsage.digitalSignature)
            .addExtendedKeyUsageServerAuth()
            .buildIssuedBy(authority);
    Files.writeString(caFile(), authority.getCertificatePEM());
    Files.writeString(file("redis.crt"), server.getCertificatePEM());
    Files.writeString(file("redis.key"), server.getPrivateKeyPEM());
  }

  public Path caFile() {
    return file("redis-ca.crt");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /** With a second port, which speaks TLS. */
  public RedisOptions on(int port, RedisOptions options) {
    return options
        .with("tls-port " + port)
        .with("tls-cert-file " + file("redis.crt"))
        .with("tls-key-file " + file("redis.key"))
        .with("tls-ca-cert-file " + caFile())
        .with("tls-auth-clients no");
  }
}
