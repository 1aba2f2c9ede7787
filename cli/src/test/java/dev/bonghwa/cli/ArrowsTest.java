package dev.bonghwa.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between packages. It stands here because only this module sees all of them. */
class ArrowsTest {

  /** All but common, whose packages have no name in common. */
  private static final String[] OTHERS = {
    "dev.bonghwa.nms..", "dev.bonghwa.worker..", "dev.bonghwa.testkit..", "dev.bonghwa.cli.."
  };

  /** The steps of a batch's way through a worker: each knows those before it only. */
  private static final List<String> STEPS =
      List.of("loop", "send", "channel", "retry", "settle", "deliver", "claim");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bonghwa");
  }

  @Test
  void packagesHaveNoCycle() {
    slices().matching("dev.bonghwa.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void common_knowsNeitherProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackages(OTHERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OTHERS)
        .check(classes);
  }

  @Test
  void theTwoPrograms_neverSeeEachOther() {
    mayNotKnow("dev.bonghwa.nms..", "dev.bonghwa.worker..", "dev.bonghwa.testkit..");
    mayNotKnow("dev.bonghwa.worker..", "dev.bonghwa.nms..", "dev.bonghwa.testkit..");
  }

  @Test
  void eachStepOfTheWorker_knowsOnlyThoseBeforeIt() {
    for (int step = 0; step < STEPS.size(); step++) {
      String[] later =
          STEPS.subList(step + 1, STEPS.size()).stream()
              .map(name -> "dev.bonghwa.worker." + name + "..")
              .toArray(String[]::new);
      mayNotKnow("dev.bonghwa.worker." + STEPS.get(step) + "..", later);
    }
  }

  private static void mayNotKnow(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(classes);
  }
}
