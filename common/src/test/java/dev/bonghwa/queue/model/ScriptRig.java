package dev.bonghwa.queue.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bonghwa.queue.BatchClaims;
import dev.bonghwa.redis.LuaScript;
import dev.bonghwa.redis.Redis;
import dev.bonghwa.redis.RedisSettings;
import dev.bonghwa.redis.ScriptReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Runs the real scripts on any state of the store, each call on its own: the state goes with the
 * call and comes back with the answer. In the scripts it is always {@link #NOW}; what time would
 * change is changed by a step.
 */
final class ScriptRig implements AutoCloseable {

  static final long NOW = 1_000_000_000;

  private final Redis redis;
  private final UnaryOperator<String> change;
  private final Map<String, LuaScript> scripts = new HashMap<>();

  private ScriptRig(Redis redis, UnaryOperator<String> change) {
    this.redis = redis;
    this.change = change;
  }

  static ScriptRig open(String url) {
    return new ScriptRig(Redis.connect(RedisSettings.of(url), "model"), script -> script);
  }

  /** With scripts that are not the real ones, to see whether the model notices. */
  ScriptRig with(UnaryOperator<String> mutation) {
    return new ScriptRig(redis, mutation);
  }

  /** What a script answered, and the store after it. */
  record Ran(ScriptReply answer, ModelStore store) {}

  /** A script of a job: {@code job.lua} and its own file. */
  CompletionStage<Ran> job(String name, ModelStore store, String job, List<String> args) {
    return run(
        scripts.computeIfAbsent(
            name, n -> load(LuaScript.of(BatchClaims.class, "job", n).source())),
        store,
        List.of(job),
        args);
  }

  /** A script of the fleet's or a node's keys. */
  CompletionStage<Ran> script(String name, ModelStore store, List<String> keys, List<String> args) {
    return run(
        scripts.computeIfAbsent(name, n -> load(LuaScript.of(BatchClaims.class, n).source())),
        store,
        keys,
        args);
  }

  /** One plain command. */
  CompletionStage<Ran> command(ModelStore store, List<String> words) {
    return run(
        scripts.computeIfAbsent("command", n -> load(read("command"))), store, List.of(), words);
  }

  private CompletionStage<Ran> run(
      LuaScript script, ModelStore store, List<String> keys, List<String> args) {
    Object[] values = new Object[args.size() + 1];
    values[0] = store.packed();
    for (int i = 0; i < args.size(); i++) {
      values[i + 1] = args.get(i).getBytes(ISO_8859_1);
    }
    return redis.run(script, keys, values).thenApply(ScriptRig::ran);
  }

  private static Ran ran(ScriptReply reply) {
    Object answer = reply.parts().get(0);
    ScriptReply list = answer instanceof List<?> ? reply.list(0) : new ScriptReply(single(answer));
    return new Ran(list, new ModelStore(reply.bytes(1)));
  }

  private static List<Object> single(Object answer) {
    return answer == null ? List.of() : List.of(answer);
  }

  private LuaScript load(String source) {
    String wrapped = read("before") + change.apply(source) + "\n" + read("after");
    String sha = redis.commands().scriptLoad(wrapped.getBytes(UTF_8)).toCompletableFuture().join();
    return new LuaScript("model", wrapped, sha);
  }

  private static String read(String name) {
    try (InputStream in = ScriptRig.class.getResourceAsStream(name + ".lua")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
