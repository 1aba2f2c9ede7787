package dev.bonghwa.worker.deliver;

import dev.bonghwa.worker.channel.Channel;
import dev.bonghwa.worker.egress.Egress;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import dev.bonghwa.worker.retry.RetryPolicy;
import dev.bonghwa.worker.send.NotificationSender;
import dev.bonghwa.worker.settle.Permits;
import dev.bonghwa.worker.settle.Settler;
import dev.bonghwa.worker.settle.StoreClock;
import java.util.List;

/**
 * What all deliveries of a node work with.
 *
 * @param channels every kind of endpoint this node can send to
 */
public record DeliveryTools(
    EventLoop loop,
    DeliveryStore store,
    StoreClock clock,
    Settler settler,
    Permits permits,
    Egress egress,
    NotificationSender sender,
    List<Channel> channels,
    RetryPolicy retries,
    WorkerMetrics metrics,
    DeliverySettings settings) {

  /** Copies the list of channels. */
  public DeliveryTools {
    channels = List.copyOf(channels);
  }
}
