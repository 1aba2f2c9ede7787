package dev.bonghwa.worker;

/** The program {@code node-worker}. */
public final class NodeWorker {

  private NodeWorker() {}

  /** Starts the node and returns when it has left the fleet. */
  public static void main(String[] args) {}
}
