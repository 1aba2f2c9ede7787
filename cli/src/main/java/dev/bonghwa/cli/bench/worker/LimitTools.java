package dev.bonghwa.cli.bench.worker;

import dev.bonghwa.cli.bench.measure.Cores;
import dev.bonghwa.cli.truth.MadeUpMessage;
import dev.bonghwa.testkit.discord.Samples;
import dev.bonghwa.testkit.process.AtExit;
import dev.bonghwa.testkit.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load generators that are installed, each set to do what the worker does. */
final class LimitTools implements AutoCloseable {

  private static final String BODY = "{\"content\":\"" + MadeUpMessage.TEXT + "\",\"flags\":0}";

  private static final int STREAMS = 100;

  private final Path directory = Directories.temporary("bonghwa-limit-");
  private final List<LimitTool> tools = new ArrayList<>();

  LimitTools() {
    AtExit.close(this);
  }

  static LimitTools installed(WorkerPlan plan, URI receiver) {
    String url = receiver + "/" + Samples.webhook(1, 0).target();
    var found = new LimitTools();
    Cores.installed("wrk").ifPresent(wrk -> found.tools.add(found.wrk(wrk, plan, url)));
    Cores.installed("h2load").ifPresent(tool -> found.tools.add(found.h2load(tool, plan, url)));
    return found;
  }

  private LimitTool wrk(Path wrk, WorkerPlan plan, String url) {
    String script = write("post.lua", script());
    String connections = "-c" + plan.maxConcurrent();
    String time = plan.targets() < 10_000 ? "-d1s" : "-d3s";
    return new LimitTool(
        "wrk (h1)", List.of(wrk.toString(), "-t1", connections, time, "-s", script, url));
  }

  private static String script() {
    return """
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = '%s'
    """
        .formatted(BODY);
  }

  private LimitTool h2load(Path h2load, WorkerPlan plan, String url) {
    int connections =
        plan.http2() ? Math.ceilDiv(plan.maxConcurrent(), STREAMS) : plan.maxConcurrent();
    List<String> words = new ArrayList<>(List.of(h2load.toString(), "-t1"));
    words.addAll(plan.http2() ? List.of("-m" + STREAMS) : List.of("--h1"));
    words.addAll(List.of("-c" + connections, "-n" + plan.targets(), "-d", write("body", BODY)));
    words.addAll(List.of("-H", "content-type: application/json", url));
    return new LimitTool("h2load (" + plan.protocol() + ")", words);
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }

  List<LimitTool> all() {
    return List.copyOf(tools);
  }

  @Override
  public void close() {
    AtExit.forget(this);
    Directories.delete(directory);
  }
}
