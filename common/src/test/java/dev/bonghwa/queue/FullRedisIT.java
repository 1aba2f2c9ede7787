package dev.bonghwa.queue;

import static dev.bonghwa.queue.QueueFleet.claim;
import static dev.bonghwa.queue.QueueFleet.get;
import static dev.bonghwa.queue.Settlements.delivered;
import static dev.bonghwa.queue.Settlements.ended;
import static dev.bonghwa.queue.Settlements.ending;
import static dev.bonghwa.queue.Settlements.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonghwa.egress.EgressGroup;
import dev.bonghwa.egress.EgressReport;
import dev.bonghwa.egress.EgressReport.Probe;
import dev.bonghwa.egress.Proxy;
import dev.bonghwa.egress.ProxyBook;
import dev.bonghwa.egress.ProxyUse;
import dev.bonghwa.endpoint.Endpoint;
import dev.bonghwa.endpoint.GoneEndpoints;
import dev.bonghwa.endpoint.Probations;
import dev.bonghwa.job.JobId;
import dev.bonghwa.job.JobState;
import dev.bonghwa.job.TargetState;
import dev.bonghwa.node.InstanceId;
import dev.bonghwa.registry.NodeRegistry;
import dev.bonghwa.testkit.redis.EmbeddedRedis;
import dev.bonghwa.testkit.redis.RedisExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis at its maxmemory takes no new jobs, and must not keep what it has from ending. */
class FullRedisIT {

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension final QueueFleet fleet = new QueueFleet(redis);

  private final EmbeddedRedis server = redis.server();

  @AfterEach
  void heal() {
    server.call("CONFIG", "SET", "maxmemory", "0");
  }

  @Test
  void aJobLivesItsWholeLife() {
    JobId id = fleet.submit(2, 2);
    fill();

    fleet.beat(QueueFleet.NODE, "a");
    BatchClaims claims = fleet.claims("a");
    List<ClaimedBatch> batches = claim(claims, id, 2).batches();
    get(claims.settle(failed(batches.get(0))));
    get(claims.settle(delivered(batches.get(1), 1, positions(0, 1))));
    assertThat(fleet.job(id).state()).isEqualTo(JobState.COMPLETED);
    await().until(() -> passed() && server.call("ZCARD", key("jobs")).equals("0"));

    assertThat(server.call("ZRANGE", key("finished"), "0", "-1")).isEqualTo(id.value());
    assertThat(server.call("HKEYS", key("kept")).lines()).containsExactly(id.value(), "all");
    expire(id);
    await().until(() -> passed() && server.call("ZCARD", key("index")).equals("0"));
    assertThat(get(fleet.reader.read(id))).isEmpty();
  }

  @Test
  void jobsAreSteered() {
    JobId id = fleet.submit(1, 2);
    server.call("ZADD", key("jobs"), "99999999999999", id.value());
    fill();

    assertThat(get(fleet.control.pause(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.resume(id))).isEqualTo(JobControl.Result.DONE);
    assertThat(get(fleet.control.cancel(id))).isEqualTo(JobControl.Result.DONE);
    await().until(() -> passed() && server.call("ZCARD", key("jobs")).equals("0"));

    assertThat(fleet.job(id).count(TargetState.CANCELLED)).isEqualTo(2);
    assertThat(server.call("ZRANGE", key("finished"), "0", "-1")).isEqualTo(id.value());
  }

  @Test
  void nodesAreDrained() {
    fleet.beat(QueueFleet.NODE, "a");
    NodeRegistry registry = new NodeRegistry(fleet.redis);
    fill();

    assertThat(get(registry.drain(QueueFleet.NODE, true))).isTrue();

    assertThat(get(registry.all())).allMatch(node -> node.status().draining());
  }

  @Test
  void whatNodesMeet_isTold() {
    Endpoint hook = new Endpoint("100/token");
    GoneEndpoints gone = new GoneEndpoints(fleet.redis);
    Probations probations = new Probations(fleet.redis);
    EgressGroup group =
        new EgressGroup(fleet.redis, "g", new InstanceId(QueueFleet.NODE, "a"), "45");
    Proxy proxy = new Proxy("10.0.0.1", 3128);
    server.call("HSET", fleet.redis.keys().proxies(), proxy.id(), "{}");
    fill();

    assertThat(get(gone.add(hook, "404"))).isTrue();
    assertThat(get(probations.refused(hook.key())).refusals()).isEqualTo(1);
    assertThat(get(group.ask(1, new EgressReport(5, 1, 1, null, Probe.NONE))).invalid())
        .isEqualTo(1);
    get(new ProxyBook(fleet.redis, QueueFleet.NODE).look(List.of(new ProxyUse(proxy, 3, ""))));

    assertThat(get(gone.among(List.of(hook.key())))).containsExactly(hook.key());
    assertThat(server.call("HGET", fleet.redis.keys().proxyUses(), proxy.id())).isEqualTo("3");
  }

  private void fill() {
    server.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
    server.call("CONFIG", "SET", "maxmemory", "1");
    assertThatThrownBy(() -> fleet.submit(1, 1)).hasMessageContaining("OOM");
  }

  /** As if its retention were over. */
  private void expire(JobId id) {
    server.call("CONFIG", "SET", "maxmemory", "0");
    server.call("ZADD", key("finished"), "XX", "1", id.value());
    fill();
  }

  private static Settlement failed(ClaimedBatch batch) {
    return ending(batch, 1, positions(0), ended(batch, 1, TargetState.FAILED));
  }

  private boolean passed() {
    get(fleet.upkeep.pass());
    return true;
  }

  private static String key(String name) {
    return "bonghwa:{fleet}:" + name;
  }
}
