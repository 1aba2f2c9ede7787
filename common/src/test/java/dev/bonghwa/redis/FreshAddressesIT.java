package dev.bonghwa.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Transports;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsServerAddresses;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FreshAddressesIT {

  @Test
  void name_isAskedForAgain_thoughTheLastAnswerStillHolds() throws Exception {
    var provider = new DefaultEventLoopGroupProvider(1);
    EventLoopGroup loops = provider.allocate(Transports.eventLoopGroupClass());
    try (var dns = new MovingName();
        DnsNameResolver resolver = resolver(loops, dns.address())) {
      assertThat(resolver.resolve("redis.test").get().getHostAddress()).isEqualTo("10.0.0.1");
      assertThat(resolver.resolve("redis.test").get().getHostAddress()).isEqualTo("10.0.0.2");
    } finally {
      provider.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  private static DnsNameResolver resolver(EventLoopGroup loops, InetSocketAddress server) {
    return FreshAddresses.builder()
        .eventLoop(loops.next())
        .nameServerProvider(name -> DnsServerAddresses.singleton(server).stream())
        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)
        .build();
  }

  /** A DNS server that says another address each time, each to be kept for ten minutes. */
  private static final class MovingName implements AutoCloseable {
    private static final int HEADER = 12;
    private final DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    MovingName() throws IOException {
      Thread.startVirtualThread(this::answerAll);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void answerAll() {
      try {
        for (int number = 1; ; number++) {
          var asked = new DatagramPacket(new byte[512], 512);
          socket.receive(asked);
          byte[] answer = answer(ByteBuffer.wrap(asked.getData()), number);
          socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
        }
      } catch (IOException e) {
        // Closed: the test is over.
      }
    }

    /** The question's id and text, and one A record for it. */
    private static byte[] answer(ByteBuffer asked, int number) {
      int end = HEADER;
      while (asked.get(end) != 0) {
        end += asked.get(end) + 1;
      }
      byte[] question = new byte[end + 5 - HEADER];
      asked.get(HEADER, question);
      return ByteBuffer.allocate(HEADER + question.length + 16)
          .putShort(asked.getShort(0))
          .putShort((short) 0x8180) // an answer without a fault
          .putShort((short) 1)
          .putShort((short) 1)
          .putInt(0)
          .put(question)
          .putShort((short) 0xc00c) // of the name in the question
          .putInt(0x0001_0001) // an address of the internet
          .putInt(600)
          .putShort((short) 4)
          .put(new byte[] {10, 0, 0, (byte) number})
          .array();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
