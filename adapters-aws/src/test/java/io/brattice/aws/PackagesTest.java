package io.brattice.aws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the adapter: what judges a call knows nothing of what sends one, and each package only those it needs. */
class PackagesTest {

    private static final String AWS = "io.brattice.aws";
    private static final String ACTION = "io.brattice.action..";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(AWS);

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.brattice.aws.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void aCallKnowsNothing() {
        ofOursOnly("call", ACTION).check(OURS);
    }

    @Test
    void theCatalogueKnowsOnlyCalls() {
        ofOursOnly("catalogue", ACTION, in("call")).check(OURS);
    }

    @Test
    void rulesKnowTheCatalogue() {
        ofOursOnly("rule", ACTION, in("call"), in("catalogue")).check(OURS);
    }

    @Test
    void lookUpsKnowWhatRulesAsk() {
        ofOursOnly("lookup", ACTION, in("call"), in("catalogue"), in("rule")).check(OURS);
    }

    @Test
    void whatTakesBackKnowsNothingOfJudging() {
        ofOursOnly("undo", "io.brattice", ACTION, in("call"), in("catalogue")).check(OURS);
    }

    @Test
    void whatJudgesSendsNothing() {
        ofOursOnly("judge", ACTION, in("call"), in("catalogue"), in("rule"), in("lookup"), in("undo"))
                .check(OURS);
    }

    @Test
    void rehearsalsAreMadeOfWhatWasJudged() {
        ofOursOnly(
                        "rehearsal",
                        "io.brattice",
                        ACTION,
                        in("call"),
                        in("catalogue"),
                        in("rule"),
                        in("lookup"),
                        in("undo"),
                        in("judge"))
                .check(OURS);
    }

    /** So that the adapter works without the SDK, and without command lines. */
    @Test
    void onlyOnePackageEachKnowsTheSdkAndCommandLines() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.brattice.aws.sdk..")
                .and()
                .haveSimpleNameNotStartingWith("BratticeAws")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.brattice.aws.command..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.brattice.shell..", "io.brattice.files.."))
                .check(OURS);
    }

    /** All that goes out goes through a sender. */
    @Test
    void nothingHereOpensAConnection() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(URLConnection.class)
                        .or(assignableTo(SocketChannel.class))
                        .or(assignableTo(java.net.Socket.class))
                        .or(resideInAnyPackage("java.net.http..")))
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.brattice.aws.command..") // which starts the program `aws`
                .should()
                .dependOnClassesThat(assignableTo(ProcessBuilder.class).or(belongToAnyOf(Runtime.class)))
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

    private static String in(String name) {
        return AWS + "." + name;
    }

    /** A package depends, of what is ours, on itself and the given ones only. */
    private static ArchRule ofOursOnly(String name, String... others) {
        List<String> allowed = new ArrayList<>(List.of(others));
        allowed.add(in(name));
        return noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.brattice..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .because("`" + name + "` depends on " + allowed)
                .allowEmptyShould(true);
    }
}
