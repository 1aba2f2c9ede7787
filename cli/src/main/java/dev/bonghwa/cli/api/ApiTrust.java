package dev.bonghwa.cli.api;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which authorities may vouch for an https nms-api. */
public record ApiTrust(SSLContext tls) {

  private static final String ADVICE =
      "--ca-file or BONGHWA_CA_FILE names a PEM file of one or more certificates";

  /** The authorities of the system. */
  public static ApiTrust ofSystem() {
    try {
      return new ApiTrust(SSLContext.getDefault());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** Nobody but the authorities in this PEM file; throws a usage fault when it cannot be read. */
  public static ApiTrust only(String pem) {
    try (InputStream file = Files.newInputStream(Path.of(pem))) {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(file, pem));
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return new ApiTrust(tls);
    } catch (NoSuchFileException e) {
      throw CliFault.usage("no such CA file: " + pem, ADVICE);
    } catch (IOException | GeneralSecurityException e) {
      throw CliFault.usage("no certificate can be read from the CA file " + pem, ADVICE);
    }
  }

  private static KeyStore store(InputStream file, String pem)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
      store.setCertificateEntry("ca-" + store.size(), ca);
    }
    if (store.size() == 0) {
      throw CliFault.usage("no certificate is in the CA file " + pem, ADVICE);
    }
    return store;
  }
}
