package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RightsLookTest {

  private static final Pattern ROLE = Pattern.compile("(?m)^user (\\S+)$((?:\n(?!user ).*)*)");
  private static final Pattern COMMAND = Pattern.compile("\\+([a-z]+)");

  /** What it takes to come in and to ask for anything at all, or what one setting wants. */
  private static final Set<String> OTHERWISE =
      Set.of(
          "hello", "auth", "ping", "client", "info", "time", "evalsha", "cluster", "asking",
          "waitaof");

  @Test
  void eachCommandOfARole_isTried_andNoOther() throws IOException {
    assertThat(tried(RightsLook.ofNmsApi())).isEqualTo(granted("nms-api"));
    assertThat(tried(RightsLook.ofNodeWorker())).isEqualTo(granted("node-worker"));
  }

  private static Set<String> tried(RightsLook look) {
    return look.commands().stream()
        .map(command -> command.split(" ")[0].toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> granted(String role) throws IOException {
    String file = Files.readString(Path.of("../deploy/redis/users.acl")).replaceAll("#.*", "");
    String rules =
        ROLE.matcher(file)
            .results()
            .filter(r -> r.group(1).equals(role))
            .findFirst()
            .orElseThrow()
            .group(2);
    return COMMAND
        .matcher(rules)
        .results()
        .map(found -> found.group(1))
        .filter(command -> !OTHERWISE.contains(command))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
