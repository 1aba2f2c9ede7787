package dev.bonghwa.nms.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.nms.http.Problem;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AwaitTest {

  static Stream<Arguments> failuresOfRedis() {
    return Stream.of(
        Arguments.of(new RedisConnectionException("refused"), "does not answer"),
        Arguments.of(new RedisException("Currently not connected"), "does not answer"),
        Arguments.of(new RedisCommandTimeoutException("10 s"), "does not answer"),
        Arguments.of(new RedisLoadingException("LOADING in memory"), "does not answer"),
        Arguments.of(new RedisReadOnlyException("READONLY You can't"), "read-only"),
        Arguments.of(refused("OOM command not allowed"), "maxmemory"),
        Arguments.of(refused("ERR user_script:1: OOM command not allowed"), "maxmemory"),
        Arguments.of(refused("MISCONF Redis is configured to"), "save its data"),
        Arguments.of(refused("CLUSTERDOWN The cluster is down"), "Cluster"),
        Arguments.of(refused("UNBLOCKED force unblock, instance state changed"), "not answer"),
        Arguments.of(refused("ERR max number of clients reached"), "max number of clients"),
        Arguments.of(
            refused("ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled."),
            "append-only file"),
        Arguments.of(refused("NOAUTH Authentication required"), "password"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfRedis")
  void aFailureOfRedis_is503(RuntimeException failure, String detail) {
    assertThatThrownBy(() -> Await.on(CompletableFuture.failedStage(failure)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter()).isNotNull();
              assertThat(problem.detail()).contains(detail);
            });
  }

  @Test
  void anotherFailure_staysWhatItIs() {
    assertThatThrownBy(
            () -> Await.on(CompletableFuture.failedStage(new IllegalStateException("a bug"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> Await.on(CompletableFuture.failedStage(refused("WRONGTYPE Operation against"))))
        .isInstanceOf(RedisCommandExecutionException.class);
  }

  @Test
  void aRepeatableCall_isMadeAgainWhenItsAnswerIsLost() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();

    String answer =
        Await.onRepeatable(
            () -> calls.incrementAndGet() < 3 ? lost() : CompletableFuture.completedStage("yes"));

    assertThat(answer).isEqualTo("yes");
    assertThat(calls).hasValue(3);
  }

  @Test
  void theFirstCallOfARequest_isSoonGivenUp() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Await.onFirst(
                    () -> {
                      calls.incrementAndGet();
                      return lost();
                    }))
        .isInstanceOf(Problem.class);
    assertThat(calls).hasValueBetween(2, 6); // after the sixth 1.55 s have gone
  }

  @Test
  void aRefusal_isNotAskedForAgain() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Await.onRepeatable(
                    () -> {
                      calls.incrementAndGet();
                      return CompletableFuture.failedStage(refused("OOM command not allowed"));
                    }))
        .isInstanceOf(Problem.class);
    assertThat(calls).hasValue(1);
  }

  private static CompletionStage<String> lost() {
    return CompletableFuture.failedStage(new RedisConnectionException("reset"));
  }

  private static RedisCommandExecutionException refused(String message) {
    return new RedisCommandExecutionException(message);
  }
}
