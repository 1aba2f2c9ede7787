package dev.bonghwa.testkit.redis;

/** One server that can be handled roughly; {@link EmbeddedRedis} is its public face. */
sealed interface RedisServer extends AutoCloseable permits RedisProcess, RedisDocker {
  /** Of 127.0.0.1; the same after each {@link #start}. */
  int port();

  /** Returns when it answers commands. */
  void start();

  /** An orderly shutdown. */
  void stop();

  void kill();

  /** Stands still, its sockets stay open. */
  void freeze();

  void thaw();

  boolean isRunning();

  /** Of its process on this machine; -1 when it has none here. */
  long pid();

  /** Ends it and removes its data. */
  @Override
  void close();
}
