package dev.bonghwa.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the shell that deploys may set stands in the page that says how to deploy. */
class StackVariablesTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-");

  @Test
  void everyVariableOfTheStack_isNamed() throws IOException {
    Set<String> variables =
        VARIABLE
            .matcher(Files.readString(Path.of("../docker-stack.yml")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    String page = Files.readString(Path.of("../deploy/README.md"));

    assertThat(variables)
        .contains("WORKERS", "WORKER_MEMORY")
        .allSatisfy(name -> assertThat(page).contains(name));
  }
}
