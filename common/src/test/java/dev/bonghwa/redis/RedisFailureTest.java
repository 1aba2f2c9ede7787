package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "WRONGTYPE Operation against a key holding the wrong kind of value script: 6f1c, on"
            + " @user_script:12.",
        "ERR Error running script (call to f_6f1c): @user_script:12: WRONGTYPE Operation against",
        "ERR user_script:3: attempt to perform arithmetic on a nil value script: 6f1c",
        "CROSSSLOT Keys in request don't hash to the same slot",
      })
  void whatIsWrongWithTheCallOrItsKeys_isHopeless(String refusal) {
    assertThat(RedisFailure.isHopeless(refused(refusal))).isTrue();
    assertThat(RedisFailure.isRefusal(refused(refusal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "READONLY You can't write against a read only replica. script: 6f1c, on @user_script:1.",
        "ERR Error running script (call to f_6f1c): @user_script:1: OOM command not allowed when",
        "ERR Error running script (call to f_6f1c): @user_script: 1: -READONLY You can't write",
        "MOVED 3999 127.0.0.1:6381",
        "NOPERM this user has no permissions to run the 'evalsha' command",
        "ERR max number of clients reached",
        "ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.",
      })
  void stateOfTheServer_passes(String refusal) {
    assertThat(RedisFailure.isHopeless(refused(refusal))).isFalse();
  }

  @Test
  void lostConnection_passesAndIsNoRefusal() {
    assertThat(RedisFailure.isHopeless(new RedisCommandTimeoutException())).isFalse();
    assertThat(RedisFailure.isHopeless(new SocketException("Connection reset"))).isFalse();
    assertThat(RedisFailure.isRefusal(new SocketException("Connection reset"))).isFalse();
  }

  @Test
  void unreadableAnswer_isHopeless() {
    assertThat(RedisFailure.isHopeless(new NumberFormatException("nonsense"))).isTrue();
  }

  private static Throwable refused(String message) {
    return new CompletionException(new RedisCommandExecutionException(message));
  }
}
