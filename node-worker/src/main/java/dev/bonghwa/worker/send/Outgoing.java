package dev.bonghwa.worker.send;

import java.util.Map;

/**
 * One POST over https, ready to be sent.
 *
 * @param host where to, a name or an address
 * @param port where to
 * @param path path and query. A secret
 * @param headers besides Host and Content-Length, shared by all requests of a job
 * @param body what is posted
 */
public record Outgoing(String host, int port, String path, Map<String, String> headers, Body body) {

  @Override
  public String toString() {
    return "POST https://" + host + ":" + port + "/***";
  }
}
