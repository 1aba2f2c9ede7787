package dev.bonghwa.cli.truth;

/** What made-up webhooks are told. */
public final class MadeUpMessage {

  /** With a frame and a name about 300 bytes, as a notification of a broadcast has. */
  public static final String TEXT = "방송 시작! " + "The beacon is lit. ".repeat(13);

  private MadeUpMessage() {}
}
