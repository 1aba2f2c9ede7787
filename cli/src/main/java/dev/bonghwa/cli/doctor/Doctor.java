package dev.bonghwa.cli.doctor;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Checkup;
import dev.bonghwa.check.Finding;
import dev.bonghwa.config.Env;
import dev.bonghwa.redis.RedisCheckup;
import dev.bonghwa.worker.check.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts together what is looked at.
 *
 * @param programs whose configuration is meant
 * @param api how nms-api is asked, or why it is not
 * @param hasRedis whether Redis is looked at; from outside only nms-api may be within reach
 */
public record Doctor(List<Program> programs, Check api, boolean hasRedis, Wishes wishes) {

  public Doctor {
    programs = List.copyOf(programs);
  }

  /** Looks at everything; blocks, for half a minute at most. */
  public Checkup examine(Map<String, String> variables) throws InterruptedException {
    Checkup read =
        new Checkup(
            programs.stream()
                .flatMap(p -> p.read(variables).findings().stream())
                .distinct()
                .toList());
    if (read.hasFault()) {
      return read.and(
          new Checkup(List.of(new Finding.Skipped("all else", "the configuration has faults"))));
    }
    return read.and(Checkup.of(checks(variables)));
  }

  private List<Check> checks(Map<String, String> variables) {
    List<Check> checks = new ArrayList<>();
    checks.add(api);
    for (Check check : looking(variables).checks(variables, wishes)) {
      checks.add(
          hasRedis || !(check instanceof RedisCheckup)
              ? check
              : new Check.Left(new Finding.Skipped("redis", "REDIS_URL is not set here")));
    }
    return checks;
  }

  /**
   * Both programs use one Redis: the worker's look at it sees more. But a user has one's rights.
   */
  private Program looking(Map<String, String> variables) {
    String user = Env.of(variables).text("REDIS_USERNAME", "");
    return programs.stream()
        .filter(program -> user.equals(program.toString()))
        .findFirst()
        .orElse(programs.getLast());
  }
}
