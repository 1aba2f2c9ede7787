package dev.bonghwa.endpoint;

import java.time.Instant;
import java.util.List;

/**
 * Part of the list of gone endpoints.
 *
 * @param endpoints fewer than were asked for also when some were forgiven while they were read
 * @param last where to go on
 * @param more whether there may be more behind it
 */
public record GonePage(List<GoneEndpoint> endpoints, Place last, boolean more) {

  /**
   * A place in the list.
   *
   * @param at of those before it none is listed
   * @param afterKey of those found at that very millisecond, only the ones found after this one;
   *     empty for all
   */
  public record Place(Instant at, String afterKey) {

    /** Before all. */
    public static final Place START = new Place(Instant.EPOCH, "");
  }

  public GonePage {
    endpoints = List.copyOf(endpoints);
  }
}
