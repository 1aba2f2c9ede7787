package dev.bonghwa.egress;

/** What all proxies are told of us; the password is never shown. */
public record ProxyLogin(String user, String password) {

  @Override
  public String toString() {
    return user + ":***";
  }
}
