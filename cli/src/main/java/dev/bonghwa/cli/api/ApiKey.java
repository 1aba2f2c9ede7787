package dev.bonghwa.cli.api;

import dev.bonghwa.cli.console.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key for nms-api; never shown. */
public record ApiKey(String secret) {

  private static final String ADVICE =
      "give the key's file with --key-file or API_KEY_FILE, or the key with API_KEY";

  /**
   * The key from {@code --key-file}, else {@code API_KEY_FILE}, else {@code API_KEY}; the first one
   * where several are listed. Throws a usage fault when there is none.
   */
  public static ApiKey find(@Nullable Path keyFile, Map<String, String> env) {
    if (keyFile != null) {
      return read(keyFile);
    }
    String value = env.getOrDefault("API_KEY", "");
    String file = env.getOrDefault("API_KEY_FILE", "");
    if (!value.isBlank() && !file.isBlank()) {
      throw CliFault.usage("API_KEY and API_KEY_FILE are both set", "unset one of them");
    }
    if (value.isBlank() && file.isBlank()) {
      throw CliFault.usage("no API key", ADVICE);
    }
    return file.isBlank() ? first(value, "API_KEY") : read(Path.of(file));
  }

  private static ApiKey read(Path file) {
    try {
      return first(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw CliFault.usage("no such key file: " + file, ADVICE);
    } catch (IOException e) {
      throw CliFault.usage("cannot read the key file " + file, ADVICE);
    }
  }

  private static ApiKey first(String text, String origin) {
    String key = text.strip().split("[,\\s]+", 2)[0];
    if (key.isEmpty() || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw CliFault.usage("no usable key in " + origin, ADVICE);
    }
    return new ApiKey(key);
  }

  @Override
  public String toString() {
    return "ApiKey[***]";
  }
}
