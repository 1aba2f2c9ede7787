package dev.bonghwa.cli.doctor;

import dev.bonghwa.check.Check;
import dev.bonghwa.check.Finding;
import dev.bonghwa.cli.api.NmsClient;
import dev.bonghwa.cli.console.CliFault;
import java.util.ArrayList;
import java.util.List;

/** Whether nms-api answers where the command line looks for it, is ready, and takes the key. */
public record ApiCheck(NmsClient client) implements Check {

  private static final String SUBJECT = "nms-api";

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    try {
      found.add(readiness());
      client.nodes();
      found.add(new Finding.Ok("api key", "taken"));
    } catch (CliFault fault) {
      found.add(new Finding.Fault(SUBJECT, fault.what(), fault.advice()));
    }
    return found;
  }

  private Finding readiness() {
    return client.isReady()
        ? new Finding.Ok(SUBJECT, client.address() + " is ready")
        : new Finding.Fault(
            SUBJECT,
            client.address() + " is not ready",
            "does it reach its Redis? its log says why");
  }
}
