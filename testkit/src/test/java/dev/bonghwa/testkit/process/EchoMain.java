package dev.bonghwa.testkit.process;

import java.util.concurrent.CountDownLatch;

/** Prints what it was given and waits for a signal. */
final class EchoMain {
  private EchoMain() {}

  static void main(String[] args) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye")));
    System.out.println("args=" + String.join(",", args));
    System.err.println("name=" + System.getenv("NAME") + " foreign=" + System.getenv("FOREIGN"));
    System.out.println("ready");
    if (args.length == 0) {
      System.exit(7);
    }
    new CountDownLatch(1).await();
  }
}
