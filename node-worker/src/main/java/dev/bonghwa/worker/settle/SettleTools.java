package dev.bonghwa.worker.settle;

import dev.bonghwa.queue.SettleReply;
import dev.bonghwa.queue.Settlement;
import dev.bonghwa.worker.loop.EventLoop;
import dev.bonghwa.worker.metrics.WorkerMetrics;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What settling works with.
 *
 * @param settles writes one settle into Redis; may fail, then it is repeated
 */
public record SettleTools(
    EventLoop loop,
    Function<Settlement, CompletionStage<SettleReply>> settles,
    StoreLink link,
    StoreClock clock,
    Permits permits,
    WorkerMetrics metrics) {}
