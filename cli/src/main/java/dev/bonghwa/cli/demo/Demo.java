package dev.bonghwa.cli.demo;

import dev.bonghwa.cli.api.JobView;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.Farewell;
import dev.bonghwa.cli.console.Words;
import dev.bonghwa.cli.fleet.LocalFleet;
import dev.bonghwa.cli.fleet.Station;
import dev.bonghwa.cli.progress.JobWatch;
import dev.bonghwa.cli.progress.Upload;
import dev.bonghwa.cli.truth.ReceiverSight;
import dev.bonghwa.cli.truth.Sight;
import dev.bonghwa.cli.truth.Truth;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Runs the demo: fleet up, job in, bar, comparison; then down, or left up until Ctrl-C. */
public final class Demo {

  private final DemoSettings settings;
  private final DemoPrinter printer;
  private final Console console;

  public Demo(DemoSettings settings, DemoPrinter printer) {
    this.settings = settings;
    this.printer = printer;
    this.console = printer.console();
  }

  /** Answers what was found; the fleet is down again. */
  public DemoResult run() throws InterruptedException {
    console.note(
        "starting Redis, nms-api, "
            + Words.count(settings.workers(), "worker")
            + " and a receiver (pid "
            + ProcessHandle.current().pid()
            + ") ...");
    try (var _ = new Farewell(console, "stopping the fleet ...");
        DiscordReceiver receiver = BadDay.start(settings.seed());
        LocalFleet fleet =
            LocalFleet.start(settings.strengths().stream().map(Station::of).toList(), receiver)) {
      return withFleet(fleet, receiver);
    }
  }

  private DemoResult withFleet(LocalFleet fleet, DiscordReceiver receiver)
      throws InterruptedException {
    Thread here = Thread.currentThread();
    fleet.whenOneEnds(here::interrupt);
    try {
      DemoResult result = job(fleet, receiver);
      if (settings.keepLogs() || !result.agrees() || result.isOdd()) {
        fleet.keepLogs();
        console.note("the logs of all programs: " + fleet.logs());
      }
      if (settings.keepRunning()) {
        printer.print(result, new KeptFleet(fleet, receiver));
        new CountDownLatch(1).await(); // a signal ends the JVM; a program that ends interrupts us
      }
      return result;
    } catch (InterruptedException e) {
      fleet.requireAlive(); // throws the better reason when one of them ended
      throw e;
    } catch (CliFault fault) {
      fleet.requireAlive();
      fleet.keepLogs();
      throw fault.advising("the logs of all programs: " + fleet.logs());
    }
  }

  private DemoResult job(LocalFleet fleet, DiscordReceiver receiver) throws InterruptedException {
    long start = System.nanoTime();
    Submission submission = DemoJob.submission(settings);
    JobView job = new Upload(fleet.client(), console).submit(submission).job();
    console.note(Words.count(job.total(), "notification") + " submitted as " + job.id());

    var unbalanced = new AtomicLong();
    var standstill = new Standstill(System::nanoTime);
    JobView end =
        new JobWatch(fleet.client(), console)
            .untilEnd(
                job.id(),
                seen -> {
                  unbalanced.addAndGet(seen.counts().sum() == seen.total() ? 0 : 1);
                  standstill.look(seen);
                });
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    Sight sight = ReceiverSight.of(receiver.log(), "", settings.seed());
    Truth truth = Truth.read(fleet.client(), settings.subscribers(), end, sight);
    List<Finding> findings = new Comparison(truth, unbalanced.get()).findings();
    return new DemoResult(settings, end, took, findings);
  }
}
