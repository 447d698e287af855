package io.brattice.rulebook;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of rulebooks: what they mean knows nothing of the files they come from, and nothing here has effects. */
class PackagesTest {

    private static final String RULEBOOK = "io.brattice.rulebook";
    private static final String ACTION = "io.brattice.action";
    private static final String POLICY = "io.brattice.policy";
    private static final String APPROVAL = "io.brattice.approval";
    private static final String LANGUAGE = RULEBOOK + ".language";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(RULEBOOK);

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.brattice.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theLanguageIsValues() {
        ofOursOnly("language", ACTION, POLICY).check(OURS);
    }

    @Test
    void whatRulebooksMeanDependsOnTheLanguageAlone() {
        ofOursOnly("decide", LANGUAGE, ACTION, POLICY).check(OURS);
        ofOursOnly("budget", LANGUAGE, ACTION, POLICY).check(OURS);
    }

    @Test
    void readingAFileKnowsNothingOfWhatItMeans() {
        ofOursOnly("load", LANGUAGE, ACTION, POLICY).check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackages(RULEBOOK + ".load", RULEBOOK + ".people")
                .should()
                .dependOnClassesThat(resideInAPackage("org.snakeyaml.."))
                .check(OURS);
    }

    @Test
    void whatIsFoundOutAboutRulebooksIsBuiltOnWhatTheyMean() {
        ofOursOnly("check", RULEBOOK + ".decide", RULEBOOK + ".load", LANGUAGE, ACTION, POLICY)
                .check(OURS);
        ofOursOnly("explain", RULEBOOK + ".decide", LANGUAGE, ACTION, POLICY).check(OURS);
        ofOursOnly("prove", RULEBOOK + ".decide", LANGUAGE, ACTION, POLICY).check(OURS);
        ofOursOnly("replay", RULEBOOK + ".decide", LANGUAGE, ACTION, POLICY, "io.brattice.journal")
                .check(OURS);
    }

    @Test
    void peopleAndKeysKnowNothingOfRules() {
        ofOursOnly("people", RULEBOOK + ".keys", ACTION, APPROVAL).check(OURS);
        ofOursOnly("keys", APPROVAL).check(OURS);
    }

    /** Deciding is pure: no file, no process, no network, no thread, no clock. */
    @Test
    void nothingThatDecidesHasEffects() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        LANGUAGE, RULEBOOK + ".decide", RULEBOOK + ".budget", RULEBOOK + ".load", RULEBOOK + ".check")
                .and()
                .doNotHaveSimpleName("BookReader") // which opens the file that it is to read
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "java.nio.channels..")
                        .or(belongToAnyOf(
                                Files.class,
                                java.io.File.class,
                                ProcessBuilder.class,
                                Runtime.class,
                                Thread.class,
                                java.net.Socket.class,
                                java.time.Clock.class)))
                .check(OURS);
        noClasses()
                .that()
                .resideInAnyPackage(LANGUAGE, RULEBOOK + ".decide", RULEBOOK + ".budget", RULEBOOK + ".load")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(OURS);
    }

    @Test
    void noPackageIsACupboard() {
        noClasses()
                .should()
                .resideInAnyPackage("..internal..", "..util..", "..spi..", "..impl..", "..common..")
                .allowEmptyShould(true)
                .check(OURS);
    }

    /** A package depends, of what is ours, on itself and the given ones only. */
    private static ArchRule ofOursOnly(String itself, String... others) {
        String name = RULEBOOK + "." + itself;
        List<String> allowed = new ArrayList<>(List.of(others));
        allowed.add(name);
        return noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.brattice..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .because("`" + name + "` depends on " + allowed);
    }
}
