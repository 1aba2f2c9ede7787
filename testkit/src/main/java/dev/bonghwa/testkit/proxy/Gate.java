package dev.bonghwa.testkit.proxy;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Holds back who must not pass now. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Waits while {@code closed}; {@link #changed} makes it look again. */
  void await(BooleanSupplier closed) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (closed.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void changed() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
