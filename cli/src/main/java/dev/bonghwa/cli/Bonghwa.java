package dev.bonghwa.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import dev.bonghwa.cli.command.BenchCommand;
import dev.bonghwa.cli.command.ConfigCommand;
import dev.bonghwa.cli.command.DemoCommand;
import dev.bonghwa.cli.command.DoctorCommand;
import dev.bonghwa.cli.command.EndpointsCommand;
import dev.bonghwa.cli.command.FaultsCommand;
import dev.bonghwa.cli.command.Globals;
import dev.bonghwa.cli.command.JobsCommand;
import dev.bonghwa.cli.command.NmsCommand;
import dev.bonghwa.cli.command.NodesCommand;
import dev.bonghwa.cli.command.NumberText;
import dev.bonghwa.cli.command.ProxiesCommand;
import dev.bonghwa.cli.command.SendCommand;
import dev.bonghwa.cli.command.TrainCommand;
import dev.bonghwa.cli.command.VersionCommand;
import dev.bonghwa.cli.command.WorkerCommand;
import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.cli.console.Terminal;
import dev.bonghwa.cli.console.TerminalProbe;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The program {@code bonghwa}: the root of all commands. */
@Command(
    name = "bonghwa",
    description = "Sends one message to a very long list of webhooks, through a fleet of machines.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
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
    var nms = new CommandLine(new NmsCommand(globals));
    var worker = new CommandLine(new WorkerCommand(globals));
    var root =
        new CommandLine(new Bonghwa())
            .addMixin("globals", globals)
            .addSubcommand(new DemoCommand(globals))
            .addSubcommand(new FaultsCommand(globals))
            .addSubcommand(BenchCommand.group(globals))
            .addSubcommand(new CommandLine(new SendCommand(globals)).addMixin("api", globals.api()))
            .addSubcommand(JobsCommand.group(globals))
            .addSubcommand(NodesCommand.group(globals))
            .addSubcommand(EndpointsCommand.group(globals))
            .addSubcommand(ProxiesCommand.group(globals))
            .addSubcommand(ConfigCommand.group(globals))
            .addSubcommand(DoctorCommand.of(globals))
            .addSubcommand(nms)
            .addSubcommand(worker)
            .addSubcommand(new TrainCommand(globals))
            .addSubcommand(new VersionCommand(globals))
            .registerConverter(int.class, NumberText.whole(Integer::valueOf))
            .registerConverter(Integer.class, NumberText.whole(Integer::valueOf))
            .registerConverter(long.class, NumberText.whole(Long::valueOf))
            .registerConverter(Long.class, NumberText.whole(Long::valueOf))
            .registerConverter(double.class, NumberText.any())
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true);
    List.of(nms, worker).forEach(Bonghwa::dropInherited);
    addHelp(root);
    return root;
  }

  /** The two programs print no results: they log. */
  private static void dropInherited(CommandLine program) {
    CommandSpec spec = program.getCommandSpec();
    List.copyOf(spec.options()).stream().filter(OptionSpec::inherited).forEach(spec::remove);
  }

  /**
   * {@code -h} and {@code --help} on every command, {@code help COMMAND} where there are commands,
   * {@code --version} on the root.
   */
  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (command.getParent() == null) {
      spec.mixinStandardHelpOptions(true).version("bonghwa " + VersionCommand.version());
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
    } else {
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    }
    command.getHelpSectionMap().put(SECTION_KEY_FOOTER, Bonghwa::footer);
    List<CommandLine> subcommands = List.copyOf(command.getSubcommands().values());
    subcommands.forEach(Bonghwa::addHelp);
    if (!subcommands.isEmpty()) {
      command.addSubcommand(new CommandLine.HelpCommand());
    }
  }

  /** As it stands: an example that is wrapped cannot be copied. */
  private static String footer(CommandLine.Help help) {
    return String.join("\n", help.commandSpec().usageMessage().footer()) + "\n";
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
