package io.brattice.shell;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.brattice.shell.process.Execution;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the adapter: what reads a line knows nothing of what runs one, and each package only those it needs. */
class PackagesTest {

    private static final String SHELL = "io.brattice.shell";
    private static final String ACTION = "io.brattice.action..";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(SHELL, "io.brattice.files");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.brattice.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theSyntaxDependsOnNothing() {
        ofOursOnly("io.brattice.shell.syntax").check(OURS);
    }

    @Test
    void runningAProcessDependsOnNothing() {
        ofOursOnly("io.brattice.shell.process").check(OURS);
    }

    @Test
    void theNetworkOfContainedCommandsDependsOnNothing() {
        ofOursOnly("io.brattice.shell.network").check(OURS);
    }

    @Test
    void whatProgramsDoIsToldInEffectsAndPathsAlone() {
        ofOursOnly("io.brattice.shell.program", ACTION, "io.brattice.files..").check(OURS);
    }

    @Test
    void rehearsalsAreProcessesWhoseAnswersAreRead() {
        ofOursOnly("io.brattice.shell.rehearsal", ACTION, "io.brattice.shell.program", "io.brattice.shell.process")
                .check(OURS);
    }

    @Test
    void gitKnowsNothingOfTheLineThatItIsIn() {
        ofOursOnly(
                        "io.brattice.shell.git",
                        "io.brattice",
                        ACTION,
                        "io.brattice.files..",
                        "io.brattice.shell.program",
                        "io.brattice.shell.process")
                .check(OURS);
    }

    @Test
    void cellsAreProcessesAndPaths() {
        ofOursOnly("io.brattice.shell.containment", "io.brattice.files", "io.brattice.shell.process")
                .check(OURS);
    }

    @Test
    void whatIsKeptOfOtherMachinesKnowsNothingOfTheLineEither() {
        ofOursOnly(
                        "io.brattice.shell.remote",
                        "io.brattice",
                        ACTION,
                        "io.brattice.files..",
                        "io.brattice.shell.program",
                        "io.brattice.shell.process")
                .check(OURS);
    }

    @Test
    void whatStaysIsAProcessInACell() {
        ofOursOnly(
                        "io.brattice.shell.children",
                        "io.brattice",
                        ACTION,
                        "io.brattice.files.store",
                        "io.brattice.shell.containment",
                        "io.brattice.shell.process")
                .check(OURS);
    }

    @Test
    void filesKnowNothingOfShells() {
        ofOursOnly("io.brattice.files..", "io.brattice", ACTION).check(OURS);
    }

    /** Commands are looked at, or run in the one way that is bounded; nothing but what forwards for them talks to a network. */
    @Test
    void onlyOnePackageStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.brattice.shell.process")
                .and()
                .doNotHaveFullyQualifiedName("io.brattice.files.store.SystemCopy") // `cp` and `sync`, of the system
                .should()
                .dependOnClassesThat(assignableTo(ProcessBuilder.class).or(belongToAnyOf(Runtime.class)))
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.brattice.shell.network") // the way out of contained commands
                .should()
                .dependOnClassesThat(assignableTo(URLConnection.class)
                        .or(assignableTo(SocketChannel.class))
                        .or(assignableTo(java.net.Socket.class))
                        .or(resideInAnyPackage("java.net.http..")))
                .check(OURS);
    }

    /** A line is judged by looking, git is asked by git, and all else that starts something is a rehearsal, the run, or keeps what is elsewhere before it. */
    @Test
    void onlyWhatRunsOrRehearsesCanStartSomething() {
        classes()
                .that(dependOn(Execution.class))
                .should()
                .resideInAnyPackage(
                        "io.brattice.shell.process",
                        "io.brattice.shell.git",
                        "io.brattice.shell.rehearsal",
                        "io.brattice.shell.children", // which are started in cells alone
                        "io.brattice.shell.containment", // to try what a cell holds
                        "io.brattice.shell.remote")
                .orShould()
                .haveSimpleName("ShellTool")
                .orShould()
                .haveSimpleName("LineRun")
                .orShould()
                .haveSimpleName("Containing") // the run in a cell
                .orShould()
                .haveSimpleName("NamedHosts") // to try what a forwarder holds
                .orShould()
                .haveSimpleName("ShellClassifier") // to ask git what the tool would ask
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

    private static DescribedPredicate<JavaClass> dependOn(Class<?> type) {
        return DescribedPredicate.describe(
                "depend on " + type.getSimpleName(),
                one -> one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(type)));
    }

    /** A package depends, of what is ours, on itself and the given ones only. */
    private static ArchRule ofOursOnly(String itself, String... others) {
        List<String> allowed = new ArrayList<>(List.of(others));
        allowed.add(itself);
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.brattice..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .because("`" + itself + "` depends on " + allowed);
    }
}
