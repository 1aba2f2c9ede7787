package dev.bonghwa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.cli.console.ExitCode;
import dev.bonghwa.testkit.proxy.ConnectProxy;
import dev.bonghwa.testkit.receiver.DiscordReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bonghwa proxies} against a real proxy in front of a real TLS server. */
class ProxiesIT {

  private static final String USER = "operator";
  private static final String PASSWORD = "a-password-that-nobody-sees";

  @TempDir private Path directory;
  private FakeNms nms;
  private DiscordReceiver server;
  private ConnectProxy proxy;
  private CliUnderTest cli;

  @BeforeEach
  void start() throws IOException {
    nms = new FakeNms();
    server = DiscordReceiver.start();
    proxy = ConnectProxy.start("127.0.0.1", USER, PASSWORD);
    cli = new CliUnderTest(nms).with("TRUST_CERTS_FILE", server.caFile().toString());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
    nms.close();
  }

  @Test
  void test_goesAllTheWay_withTheLoginFromItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    cli.with("PROXY_USER", USER).with("PROXY_PASSWORD_FILE", file.toString());
    nms.on("GET /v1/proxies", 200, "{\"proxies\": [{\"id\": \"" + proxy.id() + "\"}]}");

    assertThat(test()).as(cli.err() + cli.out()).isEqualTo(ExitCode.OK);
    assertThat(cli.out()).contains(proxy.id(), "ok", "TLSv1.");
    assertThat(server.recent()).isEmpty();
  }

  @Test
  void test_saysWhichStepFailed_andShowsNoPassword() {
    assertThat(test(proxy.id())).isEqualTo(ExitCode.FAULT);
    assertThat(cli.out()).contains("failed: tunnel", "407", "set PROXY_USER");

    cli.with("PROXY_USER", USER).with("PROXY_PASSWORD", PASSWORD + "x");
    test(proxy.id());
    assertThat(cli.out()).contains("does not take PROXY_USER").doesNotContain(PASSWORD);

    cli.with("PROXY_PASSWORD", PASSWORD);
    proxy.answer(502);
    test(proxy.id());
    assertThat(cli.out()).contains("it answered 502", "cannot reach 127.0.0.1");

    proxy.cut();
    test(proxy.id());
    assertThat(cli.out()).contains("failed: tunnel", "ended the connection");

    proxy.heal();
    cli.with("TRUST_CERTS_FILE", "");
    test(proxy.id(), "--output", "json");
    assertThat(cli.out()).contains("\"step\" : \"tls\"", "no authority");

    test("127.0.0.1:1");
    assertThat(cli.out()).contains("failed: connect");
  }

  @Test
  void aProxyWithAUser_isRefusedWithoutRepeatingIt() {
    assertThat(test("http://u:" + PASSWORD + "@10.0.0.1:3128")).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains("without a user").doesNotContain(PASSWORD);
  }

  @Test
  void lsAddRm_speakWithTheApi() {
    String list = "{\"proxies\": [{\"id\": \"h:1\", \"proxy\": \"http://h:1\", \"frequency\": 7}]}";
    nms.on("GET /v1/proxies", 200, list).on("POST /v1/proxies", 201, list);
    nms.on("DELETE /v1/proxies/h%3A1", 204, "");

    assertThat(cli.run("proxies", "ls")).isEqualTo(ExitCode.OK);
    assertThat(cli.out().replaceAll(" +", " ")).isEqualTo("ID FREQUENCY\nh:1 7\n");
    assertThat(cli.run("proxies", "add", "http://h:1")).isEqualTo(ExitCode.OK);
    assertThat(nms.seen("POST /v1/proxies").getFirst().body()).isEqualTo("{\"proxies\":[\"h:1\"]}");
    assertThat(cli.run("proxies", "rm", "h:1", "h:2")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(cli.err()).contains("h:1  removed").contains("h:2: ");
  }

  private int test(String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "proxies";
    all[1] = "test";
    all[2] = "--to";
    all[3] = "127.0.0.1:" + server.port();
    System.arraycopy(args, 0, all, 4, args.length);
    return cli.run(all);
  }
}
