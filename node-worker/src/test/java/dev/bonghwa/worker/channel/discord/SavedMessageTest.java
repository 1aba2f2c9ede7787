package dev.bonghwa.worker.channel.discord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonghwa.worker.send.SendResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedMessageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"1","type":0}                                   | true
          {"type":0,"embeds":[{"id":"2"}],"id":"1","author":{}} | true
          {"embeds":[{"id":"2"}],"author":{"id":"3"}}           | false
          {"id":"1","content":"cut sho                          | true
          {"content":"cut sho                                   | false
          {"message":"internal","code":0}                       | false
          {"id":7}                                              | false
          [{"id":"1"}]                                          | false
          <html>                                                | false
          ''                                                    | false
          """)
  void aMessage_isAnObjectWithAnIdOfItsOwn(String body, boolean saved) {
    assertThat(SavedMessage.isIn(body.getBytes(UTF_8))).isEqualTo(saved);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "-1, false"})
  void aMessageTooLongToBeKept_countsAsOne(int more, boolean saved) {
    String endless = "{\"content\":\"" + "x".repeat(SendResult.MOST_BODY);

    assertThat(SavedMessage.isIn(endless.substring(0, SendResult.MOST_BODY + more).getBytes(UTF_8)))
        .isEqualTo(saved);
  }
}
