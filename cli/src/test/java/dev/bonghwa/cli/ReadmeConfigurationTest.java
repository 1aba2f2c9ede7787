package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.config.Env;
import dev.bonghwa.nms.NmsConfig;
import dev.bonghwa.worker.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's table of variables is what the programs read, with their defaults. */
class ReadmeConfigurationTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Read by the programs' logging, before there is a configuration. */
  private static final Set<String> LOGGING = Set.of("LOG_FORMAT", "LOG_LEVEL");

  /** What may hold a password is not shown, so its default cannot be compared. */
  private static final Set<String> SECRET = Set.of("REDIS_URL");

  enum Program {
    NMS_API("nms-api", NmsConfig::from),
    NODE_WORKER("node-worker", WorkerConfig::from);

    private final String word;
    private final Consumer<Env> reads;

    Program(String word, Consumer<Env> reads) {
      this.word = word;
      this.reads = reads;
    }

    Map<String, String> effective(Map<String, String> set) {
      Map<String, String> variables = new HashMap<>(set);
      variables.put("API_KEY", "0123456789abcdef");
      variables.put("NODE_ID", "host");
      Env env = Env.of(variables);
      reads.accept(env);
      return env.effective();
    }
  }

  private record Row(List<String> names, String program, List<String> defaults) {}

  @ParameterizedTest
  @EnumSource
  void theTableNamesWhatTheProgramReads(Program program) throws IOException {
    Set<String> named = new TreeSet<>(LOGGING);
    rows(program).forEach(row -> named.addAll(row.names()));

    Set<String> read = new TreeSet<>(LOGGING);
    read.addAll(program.effective(Map.of()).keySet());

    assertThat(named).isEqualTo(read);
  }

  @ParameterizedTest
  @EnumSource
  void theTableGivesTheDefaults(Program program) throws IOException {
    Map<String, String> untold = program.effective(Map.of());

    for (Row row : rows(program)) {
      String name = row.names().getFirst();
      if (row.defaults().size() == 1 && !SECRET.contains(name) && !LOGGING.contains(name)) {
        Map<String, String> told = program.effective(Map.of(name, row.defaults().getFirst()));
        assertThat(told).as("%s as the README says", name).isEqualTo(untold);
      }
    }
  }

  private static List<Row> rows(Program program) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../README.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && Set.of("both", program.word).contains(cells[2].strip())) {
        rows.add(new Row(codes(cells[1]), cells[2].strip(), codes(cells[3])));
      }
    }
    return rows;
  }

  private static List<String> codes(String cell) {
    Matcher codes = CODE.matcher(cell);
    List<String> found = new ArrayList<>();
    while (codes.find()) {
      found.add(codes.group(1));
    }
    return found;
  }
}
