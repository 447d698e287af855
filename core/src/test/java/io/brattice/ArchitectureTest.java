package io.brattice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of core: arrows point down, and nothing of the libraries it uses shows through. */
class ArchitectureTest {

    /** More is a decision, not an accident: what is public is promised. */
    private static final int MOST_PUBLIC_TYPES = 68;

    private static final Pattern HIDDEN =
            Pattern.compile("(com\\.google|com\\.fasterxml|io\\.github\\.resilience4j|org\\.slf4j|ch\\.qos)\\..*");
    /** A lock on a file belongs to the whole process, so the table of those that are held does too, and its guard. */
    private static final Set<String> OF_THE_PROCESS = Set.of(
            "io.brattice.journal.LedgerFolder.OPEN",
            "io.brattice.journal.LedgerFolder.OPENING",
            "io.brattice.journal.ProcessLock.OPEN",
            "io.brattice.journal.ProcessLock.GUARD");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> location.contains("/classes/") || location.isJar())
            .importPackages("io.brattice");

    @Test
    void packageArrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root")
                .definedBy("io.brattice")
                .layer("journal")
                .definedBy("io.brattice.journal..")
                .layer("approval")
                .definedBy("io.brattice.approval..")
                .layer("policy")
                .definedBy("io.brattice.policy..")
                .layer("action")
                .definedBy("io.brattice.action..")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("approval")
                .mayOnlyBeAccessedByLayers("root", "journal")
                .whereLayer("policy")
                .mayOnlyBeAccessedByLayers("root", "journal", "approval")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("io.brattice.action..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.brattice", "io.brattice.policy..", "io.brattice.journal.."))
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.brattice.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void noPackageIsACupboard() {
        noClasses()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.resideInAnyPackage(
                        "..internal..", "..util..", "..spi..", "..impl..", "..common.."))
                .check(CORE);
    }

    /** A policy, an approver's question and every value below are decided without files, threads or logs. */
    @Test
    void whatIsPureHasNoHands() {
        noClasses()
                .that()
                .resideInAnyPackage("io.brattice.action..", "io.brattice.policy..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.channels..", "java.util.concurrent..", "org.slf4j.."))
                .orShould()
                .dependOnClassesThat(assignableTo(java.nio.file.Files.class))
                .orShould()
                .dependOnClassesThat(assignableTo(Thread.class))
                .check(CORE);
    }

    @Test
    void nothingIsFoundThroughAThreadALoaderOrAStream() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ThreadLocal.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.util.ServiceLoader.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.io.ObjectInputStream.class))
                .orShould()
                .dependOnClassesThat(assignableTo(java.io.ObjectOutputStream.class))
                .check(CORE);
    }

    /** Final, and what they hold does not change either. */
    @Test
    void staticFieldsNeverChange() throws Exception {
        fields().that().areStatic().should().beFinal().check(CORE);
        List<String> changing = new ArrayList<>();
        for (JavaClass type : CORE) {
            for (Field field : type.reflect().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    field.setAccessible(true);
                    if (mayChange(field.get(null))) {
                        changing.add(type.getName() + "." + field.getName());
                    }
                }
            }
        }
        changing.removeAll(OF_THE_PROCESS);
        assertEquals(List.of(), changing);
    }

    private static boolean mayChange(Object value) {
        if (value == null || value.getClass().getName().startsWith("io.brattice.")) {
            return false;
        }
        String kind = value.getClass().getName();
        boolean collection = value instanceof Collection || value instanceof Map;
        return (collection && !kind.contains("Immutable") && !kind.contains("Unmodifiable"))
                || kind.startsWith("java.util.concurrent.");
    }

    /** Approximate: what blocks is not called from a synchronized method, and monitors and sleeps are used by nobody. */
    @Test
    void nobodyWaitsInsideAMonitor() {
        noClasses()
                .should()
                .callMethod(Object.class, "wait")
                .orShould()
                .callMethod(Object.class, "wait", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(CORE);
        List<String> waiting = CORE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                .flatMap(method -> method.getMethodCallsFromSelf().stream())
                .filter(call -> {
                    JavaClass owner = call.getTargetOwner();
                    String name = call.getName();
                    return owner.isAssignableTo(Condition.class)
                            || (owner.isEquivalentTo(LockSupport.class) && name.startsWith("park"))
                            || (owner.isAssignableTo(java.util.concurrent.Future.class)
                                    && (name.equals("get") || name.equals("join")))
                            || (owner.isEquivalentTo(Thread.class) && name.equals("join"));
                })
                .map(Object::toString)
                .toList();
        assertEquals(List.of(), waiting);
    }

    @Test
    void publicTypesCannotBeExtendedByAccident() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    @Test
    void publicTypesFitOnOneScreen() {
        Set<String> names = new TreeSet<>();
        CORE.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .forEach(type -> names.add(type.getName()));
        System.out.println(names.size() + " public types: " + names);
        assertTrue(names.size() <= MOST_PUBLIC_TYPES, () -> names.size() + " public types: " + names);
    }

    @Test
    void onlyExceptionsAreSerializable() {
        noClasses()
                .that()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(java.io.Serializable.class)
                .check(CORE);
        noMethods()
                .should()
                .haveNameMatching("readObject|writeObject|readResolve|writeReplace|readExternal|writeExternal")
                .check(CORE);
    }

    @Test
    void noPublicSignatureShowsALibraryThatEmbeddersBringThemselves() throws Exception {
        List<String> shown = new ArrayList<>();
        for (JavaClass type : CORE) {
            Class<?> real = type.reflect();
            if (isOffered(real)) {
                exposedBy(real).stream()
                        .filter(name -> HIDDEN.matcher(name).matches())
                        .forEach(name -> shown.add(real.getName() + " shows " + name));
            }
        }
        assertEquals(List.of(), shown);
    }

    // -- signatures ---------------------------------------------------------------------------------------------------

    private static boolean isOffered(Class<?> type) {
        boolean itself = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return itself
                && !type.isSynthetic()
                && (type.getEnclosingClass() == null || isOffered(type.getEnclosingClass()));
    }

    private static boolean isOffered(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static Set<String> exposedBy(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Set<Type> seen = new HashSet<>();
        collect(type.getGenericSuperclass(), names, seen);
        Stream.of(type.getGenericInterfaces()).forEach(one -> collect(one, names, seen));
        Stream.of(type.getTypeParameters()).forEach(one -> collect(one, names, seen));
        annotations(type, names);
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                collect(component.getGenericType(), names, seen);
                annotations(component, names);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isOffered(field)) {
                collect(field.getGenericType(), names, seen);
                annotations(field, names);
            }
        }
        Stream.<Executable>concat(Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                .filter(ArchitectureTest::isOffered)
                .forEach(member -> {
                    Stream.of(member.getGenericParameterTypes()).forEach(one -> collect(one, names, seen));
                    Stream.of(member.getGenericExceptionTypes()).forEach(one -> collect(one, names, seen));
                    Stream.of(member.getTypeParameters()).forEach(one -> collect(one, names, seen));
                    Stream.of(member.getParameters()).forEach(one -> annotations(one, names));
                    annotations(member, names);
                    if (member instanceof Method method) {
                        collect(method.getGenericReturnType(), names, seen);
                    }
                });
        return names;
    }

    private static void annotations(AnnotatedElement element, Set<String> names) {
        for (Annotation annotation : element.getAnnotations()) {
            names.add(annotation.annotationType().getName());
        }
    }

    private static void collect(Type type, Set<String> names, Set<Type> seen) {
        if (type == null || !seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            names.add((plain.isArray() ? plain.getComponentType() : plain).getName());
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), names, seen);
            Stream.of(generic.getActualTypeArguments()).forEach(one -> collect(one, names, seen));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), names, seen);
        } else if (type instanceof TypeVariable<?> variable) {
            Stream.of(variable.getBounds()).forEach(one -> collect(one, names, seen));
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getUpperBounds()).forEach(one -> collect(one, names, seen));
            Stream.of(wildcard.getLowerBounds()).forEach(one -> collect(one, names, seen));
        }
    }
}
