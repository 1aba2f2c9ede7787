package dev.bonghwa.testkit.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** A CA made for this JVM's receivers and certificates of it: for 127.0.0.1, or their host. */
final class Identity implements AutoCloseable {
  private final Path directory = Directories.temporary("bonghwa-receiver-");
  private final Path caFile = directory.resolve("ca.pem");

  Identity() {
    AtExit.close(this);
    try {
      Files.writeString(caFile, Certificates.CA.getCertificatePEM(), US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + caFile, e);
    }
  }

  /** Made once per JVM: tests start many receivers. */
  private static final class Certificates {
    static final X509Bundle CA = made(Certificates::authority);
    static final X509Bundle SERVER = made(Certificates::server);

    private static X509Bundle made(Callable<X509Bundle> bundle) {
      try {
        return bundle.call();
      } catch (Exception e) {
        throw new IllegalStateException("cannot make a certificate", e);
      }
    }

    private static X509Bundle authority() throws Exception {
      return new CertificateBuilder()
          .subject("CN=Bonghwa receiver CA")
          .ecp256()
          .setIsCertificateAuthority(true)
          .setKeyUsage(true, KeyUsage.keyCertSign)
          .buildSelfSigned();
    }

    private static X509Bundle server() throws Exception {
      return ofServer().addSanDnsName("localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(CA);
    }

    /** Made for each who asks: few do. */
    static X509Bundle shown(ReceiverOptions options) {
      return switch (options.certificate()) {
        case GOOD -> options.isLocal() ? SERVER : made(() -> named(options.host()));
        case EXPIRED -> made(Certificates::expired);
        case OTHER_HOST -> made(() -> named("example.org"));
        case SELF_SIGNED -> made(Certificates::selfSigned);
      };
    }

    private static X509Bundle named(String host) throws Exception {
      return ofServer().addSanDnsName(host).buildIssuedBy(CA);
    }

    private static X509Bundle expired() throws Exception {
      Instant yesterday = Instant.now().minus(Duration.ofDays(1));
      return ofServer()
          .addSanIpAddress("127.0.0.1")
          .notBefore(yesterday.minus(Duration.ofDays(1)))
          .notAfter(yesterday)
          .buildIssuedBy(CA);
    }

    /** The library lets only authorities sign themselves. */
    private static X509Bundle selfSigned() throws Exception {
      return ofServer()
          .addSanIpAddress("127.0.0.1")
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    }

    private static CertificateBuilder ofServer() {
      return new CertificateBuilder()
          .subject("CN=localhost")
          .ecp256()
          .setKeyUsage(true, KeyUsage.digitalSignature)
          .addExtendedKeyUsageServerAuth();
    }
  }

  Path caFile() {
    return caFile;
  }

  SslContext tls(ReceiverOptions options) throws IOException {
    X509Bundle shown = Certificates.shown(options);
    return SslContextBuilder.forServer(shown.getKeyPair().getPrivate(), shown.getCertificatePath())
        .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            options.http2()
                ? protocols(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
                : protocols(ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  private static ApplicationProtocolConfig protocols(String... names) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        names);
  }

  @Override
  public void close() {
    AtExit.forget(this);
    Directories.delete(directory);
  }
}
