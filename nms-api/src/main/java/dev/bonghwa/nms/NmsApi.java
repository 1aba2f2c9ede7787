package dev.bonghwa.nms;

/** The program {@code nms-api}. */
public final class NmsApi {

  private NmsApi() {}

  /** Starts the API and returns when it has stopped. */
  public static void main(String[] args) {}
}
