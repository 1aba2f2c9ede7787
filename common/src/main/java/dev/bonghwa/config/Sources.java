package dev.bonghwa.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where values come from: the environment, else the one .env file; and the files of secrets. */
final class Sources {
  private final Map<String, String> values;

  private Sources(Map<String, String> values) {
    this.values = values;
  }

  static Sources of(Map<String, String> environment, List<String> faults) {
    Map<String, String> values = new HashMap<>();
    String file = environment.getOrDefault("ENV_FILE", "");
    if (!file.isBlank()) {
      String text = read("ENV_FILE", file.strip(), faults);
      values.putAll(text == null ? Map.of() : DotEnv.parse(text, faults));
    }
    Map<String, String> set = new HashMap<>(environment);
    set.values().removeIf(String::isBlank);
    set.keySet().forEach(name -> dropOtherForm(values, name));
    values.putAll(set);
    return new Sources(values);
  }

  /**
   * What the environment says about a secret wins over the file, whichever form each of them uses.
   */
  private static void dropOtherForm(Map<String, String> values, String name) {
    values.remove(name + "_FILE");
    if (name.endsWith("_FILE")) {
      values.remove(name.substring(0, name.length() - "_FILE".length()));
    }
  }

  Set<String> names() {
    return values.keySet();
  }

  @Nullable String plain(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  Optional<String> secret(String name, List<String> faults) {
    String plain = plain(name);
    String file = plain(name + "_FILE");
    if (plain != null && file != null) {
      faults.add("set " + name + " or " + name + "_FILE, not both");
      return Optional.of(plain);
    }
    return Optional.ofNullable(file == null ? plain : secretFile(name + "_FILE", file, faults));
  }

  private static @Nullable String secretFile(String name, String file, List<String> faults) {
    String text = read(name, file, faults);
    if (text != null && text.isBlank()) {
      faults.add(name + " names an empty file: \"" + file + "\"");
      return null;
    }
    return text == null ? null : withoutTrailingLineBreak(text);
  }

  private static String withoutTrailingLineBreak(String text) {
    return text.replaceFirst("(\\r?\\n)+$", "");
  }

  private static @Nullable String read(String name, String file, List<String> faults) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      faults.add(name + " names a file that does not exist: \"" + file + "\"");
    } catch (IOException | InvalidPathException e) {
      faults.add(
          name
              + " names a file that cannot be read (this user may not, or it is no UTF-8 text): \""
              + file
              + "\"");
    }
    return null;
  }
}
