package dev.bonghwa.cli.command;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.worker.NodeWorker;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bonghwa worker}: the program node-worker in this process. */
@Command(
    name = "worker",
    description = {
      "Runs a node-worker in this process, until Ctrl-C or SIGTERM; then it drains and leaves.",
      "",
      "Configured by the environment, as the README lists it; an option wins over its variable."
    },
    footer = {
      "",
      "Examples:",
      "  bonghwa worker --redis-url redis://10.0.0.4:6379",
      "  REDIS_PASSWORD_FILE=redis.txt bonghwa worker --node-id attic --max-concurrent 50",
      "  bonghwa worker --management-port 0 -e EGRESS_RATE=20"
    })
public final class WorkerCommand implements Callable<Integer> {

  private final Globals globals;

  @Mixin private ProgramOptions options = new ProgramOptions();

  @Option(
      names = "--node-id",
      paramLabel = "NAME",
      description = "NODE_ID (default: the host's name).")
  private @Nullable String nodeId;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "MAX_CONCURRENT: requests in flight (default: 200).")
  private @Nullable String maxConcurrent;

  public WorkerCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws InterruptedException {
    var more = new HashMap<String, @Nullable String>();
    more.put("NODE_ID", nodeId);
    more.put("MAX_CONCURRENT", maxConcurrent);
    NodeWorker.run(options.over(globals.env(), more));
    return ExitCode.OK;
  }
}
