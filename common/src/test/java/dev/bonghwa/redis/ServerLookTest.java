package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.check.Finding;
import org.junit.jupiter.api.Test;

class ServerLookTest {

  private static final String GOOD =
      """
      redis_version:7.4.2
      redis_mode:standalone
      connected_clients:8
      maxclients:100
      used_memory:10485760
      maxmemory:104857600
      maxmemory_policy:noeviction
      aof_enabled:1
      aof_last_write_status:ok
      role:master
      """;

  @Test
  void aServerAsItShouldBe_hasNothingToMend() {
    assertThat(ServerLook.of(GOOD)).hasSize(5).allMatch(Finding.Ok.class::isInstance);
  }

  @Test
  void whatLosesJobs_isAFault() {
    assertFault("aof_enabled:1", "aof_enabled:0", "keeps no append-only file");
    assertFault("status:ok", "status:err", "cannot write its append-only file");
    assertFault("noeviction", "allkeys-lru", "evicts keys");
    assertFault("role:master", "role:slave", "it is a replica");
  }

  @Test
  void whatIsNearlyFull_isAWarning() {
    assertThat(
            ServerLook.of(GOOD.replace("used_memory:10485760", "used_memory:90000000")).toString())
        .contains("Warning[subject=redis memory, what=85 MiB of 100 MiB used");
    assertThat(ServerLook.of(GOOD.replace("clients:8", "clients:81")).toString())
        .contains("Warning[subject=redis clients, what=81 of 100 connections");
    assertThat(ServerLook.of(GOOD.replace("maxmemory:104857600", "maxmemory:0")).toString())
        .contains("no maxmemory");
  }

  private static void assertFault(String good, String bad, String words) {
    assertThat(ServerLook.of(GOOD.replace(good, bad)))
        .filteredOn(Finding.Fault.class::isInstance)
        .singleElement()
        .satisfies(fault -> assertThat(fault.what()).contains(words));
  }
}
