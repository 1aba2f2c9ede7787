package dev.bonghwa.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;

class SlowestTestsTest {

  @Test
  void isFoundByJUnit() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .hasAtLeastOneElementOfType(SlowestTests.class);
  }
}
