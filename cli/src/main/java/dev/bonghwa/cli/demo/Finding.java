package dev.bonghwa.cli.demo;

/**
 * One line of the comparison.
 *
 * @param what what is compared
 * @param fleet what the fleet reports; empty when it cannot know
 * @param receiver what the receiver counted; empty when it cannot know
 * @param verdict whether that is as it must be
 * @param remark what is wrong, or what the numbers mean; may be empty
 */
record Finding(String what, String fleet, String receiver, Verdict verdict, String remark) {

  /** What a comparison comes to. */
  enum Verdict {
    AGREES,
    DISAGREES,
    /** Within what is promised, yet not what an undisturbed run shows. */
    ODD,
    /** Nothing that could disagree. */
    TOLD
  }
}
