package dev.bonghwa.testkit.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the proxy shall do with bytes now; shared by all its connections. */
final class Plan {
  final Gate gate = new Gate();
  final AtomicLong commands = new AtomicLong();
  final OneCut replyCut = new OneCut();
  final PhraseCut phraseCut = new PhraseCut();
  final Stop stop = new Stop();
  private final OneCut cutToServer = new OneCut();
  private final OneCut cutToClient = new OneCut();
  private volatile boolean swallowing;
  private volatile Duration delayToServer = Duration.ZERO;
  private volatile Duration delayToClient = Duration.ZERO;

  boolean swallowing() {
    return swallowing;
  }

  void swallow(boolean on) {
    swallowing = on;
    gate.changed();
  }

  void delays(Duration toServer, Duration toClient) {
    delayToServer = toServer;
    delayToClient = toClient;
  }

  Duration delay(Direction direction) {
    return direction == Direction.TO_SERVER ? delayToServer : delayToClient;
  }

  OneCut byteCut(Direction direction) {
    return direction == Direction.TO_SERVER ? cutToServer : cutToClient;
  }

  void forgetFaults() {
    delays(Duration.ZERO, Duration.ZERO);
    cutToServer.disarm();
    cutToClient.disarm();
    replyCut.disarm();
    phraseCut.disarm();
    stop.disarm();
    swallow(false);
  }
}
