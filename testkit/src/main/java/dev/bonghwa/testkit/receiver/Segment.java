package dev.bonghwa.testkit.receiver;

import dev.bonghwa.testkit.discord.ReceiverReply.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The requests of some of the webhooks, in columns: 20 bytes a request.
 *
 * <p>All requests of a webhook are in one segment; its monitor guards it.
 */
final class Segment {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private int size;
  private int[] accountOf = new int[64];
  private long[] arrived = new long[64];
  private short[] status = new short[64];
  private Ending[] endings = new Ending[64];
  private boolean[] early = new boolean[64];
  private boolean[] toGone = new boolean[64];

  /** One account per webhook and job. */
  private final Index accounts = new Index();

  private int[] requests = new int[32];
  private int[] complete = new int[32];
  private int[] cutInBody = new int[32];

  /** Accounts with a success, by job. */
  private int[] succeeded = new int[4];

  /** Webhooks that were told to wait, or are gone, or whose calls are counted. */
  private final Index pauses = new Index();

  private long[] notBefore = new long[32];
  private long[] windowEnd = new long[32];
  private int[] used = new int[32];

  synchronized Arrival arrive(long webhook, int job, long now) {
    int account = account(webhook, job);
    int entry = append(account, now);
    int pause = pauses.find(webhook, 0);
    long until = pause < 0 ? 0 : notBefore[pause];
    toGone[entry] = until == FOR_EVER;
    long left = toGone[entry] ? 0 : Math.max(0, until - now);
    early[entry] = left > 0;
    return new Arrival(this, entry, ++requests[account], Duration.ofNanos(left));
  }

  private int account(long webhook, int job) {
    int account = accounts.findOrAdd(webhook, job);
    if (account >= requests.length) {
      requests = Arrays.copyOf(requests, 2 * account);
      complete = Arrays.copyOf(complete, 2 * account);
      cutInBody = Arrays.copyOf(cutInBody, 2 * account);
    }
    return account;
  }

  private int append(int account, long now) {
    if (size == arrived.length) {
      accountOf = Arrays.copyOf(accountOf, 2 * size);
      arrived = Arrays.copyOf(arrived, 2 * size);
      status = Arrays.copyOf(status, 2 * size);
      endings = Arrays.copyOf(endings, 2 * size);
      early = Arrays.copyOf(early, 2 * size);
      toGone = Arrays.copyOf(toGone, 2 * size);
    }
    accountOf[size] = account;
    arrived[size] = now;
    endings[size] = Ending.OPEN;
    return size++;
  }

  synchronized void end(int entry, Ending ending) {
    endings[entry] = ending;
  }

  synchronized void answer(int entry, Answer answer, Ending ending, long now) {
    status[entry] = (short) answer.status();
    endings[entry] = ending;
    int account = accountOf[entry];
    if (answer.isSuccess()) {
      countFirst(account);
      (ending == Ending.COMPLETE ? complete : cutInBody)[account]++;
    }
    if (answer.code() == 10015 || answer.code() == 50027) {
      // Not in one expression: the array would be read before it grows.
      int pause = pause(accounts.webhook(account));
      notBefore[pause] = FOR_EVER;
    } else if (answer.status() == 429 && answer.origin()) {
      int pause = pause(accounts.webhook(account));
      notBefore[pause] = Math.max(notBefore[pause], now + answer.retryAfter().toNanos());
    }
  }

  private void countFirst(int account) {
    int job = accounts.job(account);
    if (job >= succeeded.length) {
      succeeded = Arrays.copyOf(succeeded, 2 * job);
    }
    succeeded[job] += complete[account] + cutInBody[account] == 0 ? 1 : 0;
  }

  private int pause(long webhook) {
    int pause = pauses.findOrAdd(webhook, 0);
    if (pause >= notBefore.length) {
      notBefore = Arrays.copyOf(notBefore, 2 * pause);
      windowEnd = Arrays.copyOf(windowEnd, 2 * pause);
      used = Arrays.copyOf(used, 2 * pause);
    }
    return pause;
  }

  /** One call of a webhook whose calls are counted. */
  synchronized Bucket take(long webhook, Quota quota, long now) {
    int pause = pause(webhook);
    if (windowEnd[pause] <= now) {
      windowEnd[pause] = now + quota.window().toNanos();
      used[pause] = 0;
    }
    int left = quota.requests() - ++used[pause];
    return new Bucket(
        quota.requests(), Math.max(left, -1), Duration.ofNanos(windowEnd[pause] - now));
  }

  synchronized void addTo(Tally tally) {
    for (int entry = 0; entry < size; entry++) {
      tally.request(status[entry], endings[entry], early[entry], toGone[entry]);
    }
    for (int account = 0; account < accounts.size(); account++) {
      tally.account(
          accounts.job(account), requests[account], complete[account], cutInBody[account]);
    }
    for (int pause = 0; pause < pauses.size(); pause++) {
      tally.webhookIsGone(notBefore[pause] == FOR_EVER);
    }
  }

  synchronized int requests(long webhook, int job) {
    int account = accounts.find(webhook, job);
    return account < 0 ? 0 : requests[account];
  }

  /** Successes that a client may know of: whole ones, and those cut in the body. */
  synchronized int successes(long webhook, int job) {
    int account = accounts.find(webhook, job);
    return account < 0 ? 0 : complete[account] + cutInBody[account];
  }

  /** Webhooks of this job with such a success. */
  synchronized int succeeded(int job) {
    return job < succeeded.length ? succeeded[job] : 0;
  }

  /** Calls it for each request under this segment's monitor: look at it by {@link #read}. */
  synchronized void forEach(IntConsumer entry) {
    for (int i = 0; i < size; i++) {
      entry.accept(i);
    }
  }

  synchronized LoggedRequest read(int entry, Jobs jobs) {
    return new LoggedRequest(
        accounts.webhook(accountOf[entry]),
        jobs.name(accounts.job(accountOf[entry])),
        Duration.ofNanos(arrived[entry]),
        status[entry],
        endings[entry],
        early[entry],
        toGone[entry]);
  }

  synchronized long webhookOf(int entry) {
    return accounts.webhook(accountOf[entry]);
  }

  synchronized boolean isEarly(int entry) {
    return early[entry];
  }
}
