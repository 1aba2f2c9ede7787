package dev.bonghwa.check;

import java.util.List;

/** One look at something. */
public interface Check {

  /** What is looked at, for a look that finds nothing in time. */
  String subject();

  /** Looks; blocks, each step for a few seconds at most. What is away is a finding. */
  List<Finding> look() throws InterruptedException;

  /** In the place of a look that is not taken. */
  record Left(Finding finding) implements Check {

    @Override
    public String subject() {
      return finding.subject();
    }

    @Override
    public List<Finding> look() {
      return List.of(finding);
    }
  }
}
