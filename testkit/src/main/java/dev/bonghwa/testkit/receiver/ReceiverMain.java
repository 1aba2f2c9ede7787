package dev.bonghwa.testkit.receiver;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * The receiver as a process of its own.
 *
 * <p>Prints one line of JSON when it is ready: {@code {"url":…,"caFile":…,"control":…,"pid":…}}.
 * Flags are {@code --name=value}: shares of 1 ({@code --gone=0.02}), milliseconds ({@code
 * --latency=5-40}, {@code --retry-after=1000-5000}), {@code --job-marker=TEXT}, {@code --buckets},
 * {@code --until-input-ends}: see {@link ReceiverFlags}. Ends on SIGTERM, or with its standard
 * input when told so, which it does when whoever started it dies.
 */
public final class ReceiverMain {
  private ReceiverMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Standard output belongs to the line that says where it is.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ReceiverFlags flags;
    ReceiverOptions options;
    try {
      flags = ReceiverFlags.parse(arguments);
      options = flags.options();
    } catch (IllegalArgumentException e) {
      System.err.println("receiver: " + e.getMessage());
      System.exit(2);
      return;
    }
    run(options, flags.untilInputEnds());
  }

  private static void run(ReceiverOptions options, boolean untilInputEnds)
      throws IOException, InterruptedException {
    try (DiscordReceiver receiver = DiscordReceiver.start(options);
        ControlServer control = new ControlServer(receiver)) {
      System.out.println(ready(receiver, control));
      if (untilInputEnds) {
        while (System.in.read() >= 0) {
          // Nothing is said to it: only the end counts.
        }
      } else {
        new CountDownLatch(1).await();
      }
    }
    System.exit(0);
  }

  private static String ready(DiscordReceiver receiver, ControlServer control) {
    return "{\"url\":\"%s\",\"port\":%d,\"caFile\":\"%s\",\"control\":\"%s\",\"pid\":%d}"
        .formatted(
            receiver.url(),
            receiver.port(),
            receiver.caFile(),
            control.uri(),
            ProcessHandle.current().pid());
  }
}
