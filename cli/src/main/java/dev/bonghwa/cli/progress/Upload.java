package dev.bonghwa.cli.progress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonghwa.cli.api.JobSubmitter;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.api.Submission;
import dev.bonghwa.cli.api.Submitted;
import dev.bonghwa.cli.console.CliFault;
import dev.bonghwa.cli.console.Console;
import dev.bonghwa.cli.console.ExitCode;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Submits a job with a bar over the bytes that are uploaded. */
public final class Upload {

  private final NmsClient client;
  private final Console console;

  public Upload(NmsClient client, Console console) {
    this.client = client;
    this.console = console;
  }

  public Submitted submit(Submission submission) {
    return showing(
        submission, sent -> new JobSubmitter(client, Upload::sleep).submit(submission, sent));
  }

  /** Asks what would become of the job, with the same bar. */
  public JsonNode plan(Submission submission) {
    return showing(
        submission, sent -> new JobSubmitter(client, Upload::sleep).plan(submission, sent));
  }

  private <T> T showing(Submission submission, Function<LongConsumer, T> upload) {
    var line = new LiveLine(console, System::nanoTime);
    long start = System.nanoTime();
    long total = submission.targets().bytes();
    try {
      return upload.apply(sent -> line.show(new Moment(Math.min(sent, total), total, start)));
    } finally {
      line.leave();
    }
  }

  private record Moment(long sent, long total, long start) implements LiveLine.Line {

    @Override
    public String bar(int width, boolean unicode) {
      String text = UploadLine.bar(sent, total, since(), unicode);
      return text.substring(0, Math.clamp(width, 0, text.length()));
    }

    @Override
    public String plain() {
      return UploadLine.plain(sent, total, since());
    }

    private Duration since() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFault(ExitCode.INTERRUPTED, "interrupted", "");
    }
  }
}
