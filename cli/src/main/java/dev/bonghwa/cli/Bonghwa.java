package dev.bonghwa.cli;

import dev.bonghwa.cli.command.DemoCommand;
import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.command.JobsCommand;
import dev.bonghwa.cli.command.NmsCommand;
import dev.bonghwa.cli.command.NodesCommand;
import dev.bonghwa.cli.command.SendCommand;
import dev.bonghwa.cli.command.VersionCommand;
import dev.bonghwa.cli.command.WorkerCommand;
import dev.bonghwa.cli.console.Terminal;
import dev.bonghwa.cli.console.TerminalProbe;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code bonghwa}: the root of all commands. */
@Command(
    name = "bonghwa",
    description = "Sends one message to a very long list of webhooks, through a fleet of machines.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes:",
      "  0   done",
      "  1   failed: the API, the fleet, a demo whose counts do not agree",
      "  2   wrong options or unusable input; nothing was sent",
      "  3   not found",
      "  4   partial: the job ended, some targets did not get the message",
      "",
      "Examples:",
      "  bonghwa demo",
      "  bonghwa send hooks.txt --content 'The stream is on!'",
      "  bonghwa jobs ls",
      "",
      "'bonghwa COMMAND --help' tells more about each."
    })
public final class Bonghwa implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Bonghwa() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    Terminal terminal = TerminalProbe.standardError(System.err, System.getenv());
    System.exit(run(args, System.getenv(), System.out, System.err, terminal));
  }

  /** Runs one command and answers its exit code. */
  static int run(
      String[] args, Map<String, String> env, PrintStream out, PrintStream err, Terminal terminal) {
    var globals = new Globals(env, out, err, terminal);
    return commandLine(globals)
        .setOut(new PrintWriter(out, true, out.charset()))
        .setErr(new PrintWriter(err, true, err.charset()))
        .setParameterExceptionHandler(new WrongOptions(globals))
        .setExecutionExceptionHandler(new FailedCommand(globals, env))
        .execute(args);
  }

  private static CommandLine commandLine(Globals globals) {
    var root =
        new CommandLine(new Bonghwa())
            .addMixin("globals", globals)
            .addSubcommand(new DemoCommand(globals))
            .addSubcommand(new SendCommand(globals))
            .addSubcommand(JobsCommand.group(globals))
            .addSubcommand(NodesCommand.group(globals))
            .addSubcommand(new NmsCommand(globals))
            .addSubcommand(new WorkerCommand(globals))
            .addSubcommand(new VersionCommand(globals))
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true);
    addHelp(root);
    return root;
  }

  /** {@code -h} and {@code --help} on every command, {@code --version} on the root. */
  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (command.getParent() == null) {
      spec.mixinStandardHelpOptions(true).version("bonghwa " + VersionCommand.version());
    } else {
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    }
    command.getSubcommands().values().forEach(Bonghwa::addHelp);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
