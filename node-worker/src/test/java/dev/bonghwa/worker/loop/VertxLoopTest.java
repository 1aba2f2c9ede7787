package dev.bonghwa.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxLoopTest {

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch gaveUp = new CountDownLatch(1);
  private final VertxLoop loop = VertxLoop.of(vertx, gaveUp::countDown);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void faultOfATask_isThatTasksOnly() throws InterruptedException {
    var next = new CountDownLatch(1);

    loop.execute(
        () -> {
          throw new IllegalStateException("a fault");
        });
    loop.execute(next::countDown);

    assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gaveUp.getCount()).isOne();
  }

  @Test
  void errorOfTheJvm_endsTheProcess() throws InterruptedException {
    loop.execute(
        () -> {
          throw new StackOverflowError();
        });

    assertThat(gaveUp.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
