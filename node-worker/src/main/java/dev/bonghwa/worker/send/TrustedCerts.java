package dev.bonghwa.worker.send;

import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of {@code TRUST_CERTS_FILE}, beside those of the system. */
public final class TrustedCerts {
  private TrustedCerts() {}

  static TrustOptions read(Path pem) {
    return TrustOptions.wrap(trust(pem));
  }

  /**
   * For a socket that speaks TLS.
   *
   * @param pem null for the system's authorities alone
   * @throws IllegalArgumentException when it cannot be read
   */
  public static SSLContext tls(@Nullable Path pem) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, pem == null ? null : trust(pem).getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static TrustManagerFactory trust(Path pem) {
    try {
      return factory(both(certificates(pem)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "TRUST_CERTS_FILE must name a PEM file of certificates: \"" + pem + "\"", e);
    }
  }

  /** Netty's reader is the stricter one: it refuses a file without any certificate. */
  private static Collection<? extends Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    SslContextBuilder.forClient().trustManager(pem.toFile()).build();
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static KeyStore both(Collection<? extends Certificate> ours)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : ours) {
      store.setCertificateEntry("ours-" + number++, certificate);
    }
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        for (X509Certificate certificate : x509.getAcceptedIssuers()) {
          store.setCertificateEntry("system-" + number++, certificate);
        }
      }
    }
    return store;
  }

  /** Without a store: the system's authorities. */
  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
