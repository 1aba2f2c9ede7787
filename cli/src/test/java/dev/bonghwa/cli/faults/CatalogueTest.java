package dev.bonghwa.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void names_areThereOnce() {
    assertThat(Catalogue.all()).extracting(FaultCase::name).doesNotHaveDuplicates();
  }

  @Test
  void chosenNames_areThere() {
    assertThat(Catalogue.daily()).hasSize(Catalogue.DAILY.size());
    assertThat(Catalogue.all())
        .hasSize(Catalogue.DAILY.size() + Catalogue.LONG.size() + Catalogue.beyondDaily().size());
  }
}
