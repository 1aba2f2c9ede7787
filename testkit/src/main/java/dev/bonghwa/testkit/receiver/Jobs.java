package dev.bonghwa.testkit.receiver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small numbers for job keys, so that the log holds no strings. */
final class Jobs {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  synchronized int number(String name) {
    return numbers.computeIfAbsent(name, this::add);
  }

  private int add(String name) {
    names.add(name);
    return names.size() - 1;
  }

  synchronized String name(int number) {
    return names.get(number);
  }

  synchronized List<String> names() {
    return List.copyOf(names);
  }
}
