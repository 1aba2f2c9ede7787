package dev.bonghwa.testkit.receiver;

import java.time.Duration;

/**
 * What Discord lets a client do.
 *
 * @param address of all requests from one address
 * @param webhook of those to one webhook; said in headers
 * @param channel of those to all webhooks of a channel; said nowhere until it is reached
 * @param webhooksPerChannel how many webhooks share a channel
 * @param invalid answers of 401, 403 and 429 that an address may earn, but for shared limits; one
 *     more and it is banned
 * @param banned for how long
 * @param form what the banned are told
 */
public record Limits(
    Quota address,
    Quota webhook,
    Quota channel,
    int webhooksPerChannel,
    Quota invalid,
    Duration banned,
    BanForm form) {

  /** Nobody is limited. */
  public static final Limits NONE =
      new Limits(
          Quota.NONE, Quota.NONE, Quota.NONE, 1, Quota.NONE, Duration.ofHours(1), BanForm.PAGE);

  /** 5 in 2 s, as Discord has it. */
  public static final Quota USUAL_WEBHOOK = Quota.of(5, Duration.ofSeconds(2));

  /** 30 in 60 s, as Discord has it. */
  public static final Quota USUAL_CHANNEL = Quota.of(30, Duration.ofMinutes(1));

  public Limits withAddress(Quota quota) {
    return new Limits(quota, webhook, channel, webhooksPerChannel, invalid, banned, form);
  }

  public Limits withWebhook(Quota quota) {
    return new Limits(address, quota, channel, webhooksPerChannel, invalid, banned, form);
  }

  public Limits withChannel(Quota quota, int webhooks) {
    return new Limits(address, webhook, quota, webhooks, invalid, banned, form);
  }

  public Limits withBan(Quota earned, Duration length, BanForm told) {
    return new Limits(address, webhook, channel, webhooksPerChannel, earned, length, told);
  }
}
