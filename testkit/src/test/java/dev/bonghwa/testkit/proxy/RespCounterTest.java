package dev.bonghwa.testkit.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespCounterTest {
  private static final String MIXED =
      "*2\r\n$4\r\nLLEN\r\n$3\r\n*2\n\r\n" // one command, its key looks like RESP
          + "+OK\r\n:-12\r\n$-1\r\n*-1\r\n*0\r\n$0\r\n\r\n"
          + "*2\r\n*2\r\n:1\r\n$1\r\na\r\n%1\r\n+k\r\n+v\r\n"
          + "_\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void next_findsEachTopLevelValue_howeverItIsSplit(int chunk) {
    assertThat(count(new RespCounter(), MIXED, chunk)).isEqualTo(9);
  }

  @Test
  void next_isBehindTheValue() {
    byte[] bytes = "+OK\r\n+QUEUED\r\n".getBytes(US_ASCII);
    RespCounter counter = new RespCounter();

    List<Integer> ends = new ArrayList<>();
    for (int end = counter.next(bytes, 0, bytes.length);
        end >= 0;
        end = counter.next(bytes, end, bytes.length)) {
      ends.add(end);
    }

    assertThat(ends).containsExactly(5, 14);
  }

  @Test
  void pushes_areNoReplies() {
    assertThat(count(new RespCounter(), ">2\r\n+invalidate\r\n_\r\n+OK\r\n", 4)).isEqualTo(1);
  }

  @Test
  void otherProtocols_haveNoValues() {
    assertThat(count(new RespCounter(), "POST / HTTP/1.1\r\n+OK\r\n", 5)).isZero();
  }

  private static int count(RespCounter counter, String text, int chunk) {
    byte[] bytes = text.getBytes(US_ASCII);
    int count = 0;
    for (int from = 0; from < bytes.length; from += chunk) {
      int to = Math.min(bytes.length, from + chunk);
      for (int end = counter.next(bytes, from, to); end >= 0; end = counter.next(bytes, end, to)) {
        count++;
      }
    }
    return count;
  }
}
