package dev.bonghwa.testkit.receiver;

import java.util.Arrays;

/**
 * Numbers pairs of a webhook and a job densely from 0, in primitive arrays.
 *
 * <p>A map of objects would take 100 bytes and more for each of a million webhooks; this takes
 * about 25. Columns of facts are kept by the callers, one array each. Not thread-safe.
 */
final class Index {
  private static final int EMPTY = -1;

  private int[] table = empty(64);
  private long[] webhooks = new long[32];
  private int[] jobs = new int[32];
  private int size;

  int size() {
    return size;
  }

  long webhook(int number) {
    return webhooks[number];
  }

  int job(int number) {
    return jobs[number];
  }

  /** -1 when there is none. */
  int find(long webhook, int job) {
    return table[slot(webhook, job)];
  }

  int findOrAdd(long webhook, int job) {
    int slot = slot(webhook, job);
    if (table[slot] == EMPTY) {
      table[slot] = add(webhook, job);
      grow();
      return size - 1;
    }
    return table[slot];
  }

  private int add(long webhook, int job) {
    if (size == webhooks.length) {
      webhooks = Arrays.copyOf(webhooks, 2 * size);
      jobs = Arrays.copyOf(jobs, 2 * size);
    }
    webhooks[size] = webhook;
    jobs[size] = job;
    return size++;
  }

  /** At most half full, so that a search ends soon. */
  private void grow() {
    if (2 * size <= table.length) {
      return;
    }
    table = empty(2 * table.length);
    for (int number = 0; number < size; number++) {
      table[slot(webhooks[number], jobs[number])] = number;
    }
  }

  /** Where it is, or where it would go. */
  private int slot(long webhook, int job) {
    int mask = table.length - 1;
    int slot = (int) (mixed(webhook, job) >>> 32) & mask;
    while (table[slot] != EMPTY && !isAt(table[slot], webhook, job)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int number, long webhook, int job) {
    return webhooks[number] == webhook && jobs[number] == job;
  }

  static long mixed(long webhook, int job) {
    long mixed = (webhook ^ (webhook >>> 29) ^ job * 0x2545f4914f6cdd1dL) * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 31);
  }

  private static int[] empty(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
