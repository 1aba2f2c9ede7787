package dev.bonghwa.queue.model;

/** A batch's line, as {@code common/README.md} tells it. */
record Line(
    String state,
    String node,
    String home,
    String claim,
    int size,
    int open,
    int retries,
    int seq,
    int crashes) {

  static Line of(String text) {
    String[] part = text.split(" ", -1);
    return new Line(
        part[0],
        part[1],
        part[2],
        part[3],
        Integer.parseInt(part[5]),
        Integer.parseInt(part[6]),
        Integer.parseInt(part[7]),
        Integer.parseInt(part[8]),
        Integer.parseInt(part[11]));
  }

  boolean is(String states) {
    return states.contains(state);
  }
}
