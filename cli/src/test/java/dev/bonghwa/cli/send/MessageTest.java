package dev.bonghwa.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  @TempDir private Path directory;

  @Test
  void content_becomesAMessage() {
    assertThat(Message.ofContent("방송 \"시작\"\n!").json())
        .hasToString("{\"content\":\"방송 \\\"시작\\\"\\n!\"}");
  }

  @Test
  void file_isSentAsItIs_onOneLine() {
    assertThat(read("{ \"content\" : \"a\",\n \"n\": 1.10 }").json())
        .hasToString("{\"content\":\"a\",\"n\":1.10}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "7", "\"text\""})
  void whatIsNoObject_isRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\": \"a\", \"x\" 7} | line 1, column",
        "{\"content\": 1, \"content\": 2} | Duplicate",
        "{\"content\": 1} {} | not JSON",
        "'' | not a JSON object"
      })
  void brokenJson_isNamedByItsPlace(String text, String where) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(CliFault.class).hasMessageContaining(where);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\": \"hi @everyone\"} | true",
        "{\"embeds\": [{\"title\": \"@here\"}]} | true",
        "{\"content\": \"hi\"} | false",
        "{\"content\": \"@here\", \"allowed_mentions\": {\"parse\": []}} | false",
        "{\"content\": \"@here\", \"allowed_mentions\": {\"parse\": [\"everyone\"]}} | true"
      })
  void callsEveryone_looksIntoEveryText(String text, boolean calls) {
    assertThat(read(text).callsEveryone()).isEqualTo(calls);
  }

  @Test
  void missingFile_isNamed() {
    assertThatThrownBy(() -> Message.read(directory.resolve("m.json")))
        .isInstanceOf(CliFault.class)
        .hasMessageContaining("no such message file");
  }

  private Message read(String text) {
    try {
      return Message.read(Files.writeString(directory.resolve("m.json"), text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
