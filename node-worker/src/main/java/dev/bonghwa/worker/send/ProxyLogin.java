package dev.bonghwa.worker.send;

/** What all proxies are told of us. */
public record ProxyLogin(String user, String password) {

  @Override
  public String toString() {
    return user + ":***";
  }
}
