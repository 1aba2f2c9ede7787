package dev.bonghwa.worker.metrics;

import dev.bonghwa.job.TargetState;
import dev.bonghwa.worker.channel.Outcome;
import dev.bonghwa.worker.send.SendResult;
import java.util.function.DoubleSupplier;

/** For tests and for whoever does not count. */
final class NoMetrics implements WorkerMetrics {
  @Override
  public void claimed(int targets) {}

  @Override
  public void ended(TargetState state) {}

  @Override
  public void handedBack(int targets) {}

  @Override
  public void attempted(SendResult.Attempted result, long nanos) {}

  @Override
  public void retried(Outcome.Again outcome) {}

  @Override
  public void possibleDuplicate() {}

  @Override
  public void sampled(boolean saved) {}

  @Override
  public void settled(int targets, long nanos) {}

  @Override
  public void settleFailed() {}

  @Override
  public void lost(Loss cause) {}

  @Override
  public void batch(boolean stolen) {}

  @Override
  public long inHand() {
    return 0;
  }

  @Override
  public void gauge(Gauge gauge, DoubleSupplier value) {}
}
