package dev.bonghwa.check;

/** What one look found, in words for an operator. Never holds a secret. */
public sealed interface Finding {

  /** What was looked at, in a word or two. */
  String subject();

  /** What was seen. */
  String what();

  /** What to do about it; may be empty. */
  default String advice() {
    return "";
  }

  /** The kind, as it is printed. */
  default String word() {
    return switch (this) {
      case Ok ok -> "ok";
      case Skipped skipped -> "skipped";
      case Warning warning -> "warning";
      case Fault fault -> "fault";
    };
  }

  /** As it should be. */
  record Ok(String subject, String what) implements Finding {}

  /** Not looked at, and why. */
  record Skipped(String subject, String what) implements Finding {}

  /** It works, and may not work one day. */
  record Warning(String subject, String what, String advice) implements Finding {}

  /** It does not work, or loses what was promised. */
  record Fault(String subject, String what, String advice) implements Finding {}
}
