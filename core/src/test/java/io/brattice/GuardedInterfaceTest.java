package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that would go wrong later is said when the interface is guarded. */
class GuardedInterfaceTest {

    private static final InvocationHandler NOTHING = (proxy, method, values) -> null;

    private static Map<Method, MethodTool> tools(Class<?> type) {
        Object target = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, NOTHING);
        return GuardedInterface.tools(type, target);
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        tools(type).values().forEach(tool -> names.add(tool.name()));
        return names;
    }

    private static void refused(Class<?> type, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, () -> tools(type), type::getSimpleName)
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> message + "\nlacks: " + part);
        }
    }

    // -- names

    @Test
    void interfaceCompiledWithoutParameterNamesIsRefusedAndTheMessageSaysWhatToDo(@TempDir Path folder)
            throws Exception {
        refused(compiled(folder, "void pay(String to);"), "`Nameless.pay`", "-parameters", "@Named");
    }

    @Test
    void annotationNamesWhatTheClassFileDoesNot(@TempDir Path folder) throws Exception {
        Class<?> type = compiled(folder, "void pay(@io.brattice.Named(\"to\") String a);");
        MethodTool tool = tools(type).values().iterator().next();
        assertEquals("to", tool.method().parameters().get(0).name());
    }

    private static Class<?> compiled(Path folder, String method) throws Exception {
        Path source = folder.resolve("Nameless.java");
        Files.writeString(source, "public interface Nameless { " + method + " }");
        String classes = System.getProperty("java.class.path");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classes, "-d", folder.toString(), source.toString());
        assertEquals(0, exit);
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, GuardedInterfaceTest.class.getClassLoader());
        return loader.loadClass("Nameless");
    }

    @Named("billing.Payments")
    interface Renamed {
        @Named("byId")
        void refund(String orderId);

        void refund(String orderId, int cents);
    }

    @Test
    void annotationsNameInterfacesAndMethods() {
        assertEquals(Set.of("billing.Payments.byId", "billing.Payments.refund(String,int)"), names(Renamed.class));
    }

    interface SameNames {
        @Named("x")
        void one(String a);

        @Named("x")
        void two(String a);
    }

    @Named("Gr\u00fc\u00dfe")
    interface Greetings {
        void send();
    }

    interface SameParameters {
        void pay(@Named("to") String from, String to);
    }

    @Test
    void namesMustTellToolsAndParametersApart() {
        refused(SameNames.class, "two methods are called `SameNames.x`", "@Named");
        refused(Greetings.class, "printable ASCII", "@Named");
        refused(SameParameters.class, "two parameters are called `to`");
    }

    // -- one method, however often it is inherited

    interface Store<K> {
        @Effects(Reversibility.READ_ONLY)
        Object find(K key);
    }

    interface Reads {
        @Effects(Reversibility.READ_ONLY)
        CharSequence name(String id);
    }

    record User(String name) {}

    interface Users extends Store<String>, Reads {
        @Override
        @Effects(Reversibility.READ_ONLY)
        User find(String key);

        @Override
        @Effects(Reversibility.READ_ONLY)
        String name(String id);
    }

    interface Inherits<K> {
        void put(K key, List<K> more);
    }

    interface Filled extends Inherits<User> {}

    interface Left {
        void act(String a);
    }

    interface Right {
        void act(String b);
    }

    interface Diamond extends Left, Right {}

    interface Annotated {
        @Effects(Reversibility.READ_ONLY)
        void act(String a);
    }

    interface Torn extends Left, Annotated {}

    interface Mended extends Left, Annotated {
        @Override
        void act(String a);
    }

    @Test
    void bridgesAndCovariantResultsAreTheMethodTheyLeadTo() throws Exception {
        assertEquals(Set.of("Users.find", "Users.name"), names(Users.class));
        Map<Method, MethodTool> tools = tools(Users.class);
        for (Method method : Users.class.getMethods()) {
            assertEquals("Users." + method.getName(), tools.get(method).name(), method::toString);
        }
    }

    @Test
    void typeVariablesAreFilledInByTheInterfaceThatInherits() {
        MethodTool put = tools(Filled.class).values().iterator().next();
        Object[] values = {new User("ann"), List.of(new User("bob"))};
        assertEquals(List.of(values), List.of(put.method().rebuild(put.method().read(values))));
    }

    @Test
    void methodInheritedTwiceIsOneTool() {
        assertEquals(Set.of("Diamond.act"), names(Diamond.class));
    }

    @Test
    void methodInheritedWithDifferentEffectsMustBeDeclaredAgain() {
        refused(Torn.class, "different effects", "declare the method again");
        assertEquals(
                Reversibility.IRREVERSIBLE,
                tools(Mended.class).values().iterator().next().method().declared());
    }

    // -- what is no value

    interface TakesConcrete {
        void a(ArrayList<String> x);
    }

    interface TakesSorted {
        void a(SortedSet<String> x);
    }

    interface TakesRaw {
        @SuppressWarnings("rawtypes")
        void a(List x);
    }

    interface TakesObject {
        void a(Object x);
    }

    interface TakesAnything {
        void a(List<?> x);
    }

    interface TakesGeneric {
        <T> void a(T x);
    }

    interface TakesClass {
        void a(Thread x);
    }

    interface TakesDate {
        void a(Date x);
    }

    interface TakesCallback {
        void a(Runnable x);
    }

    interface TakesNumbersAsKeys {
        void a(Map<Integer, String> x);
    }

    interface TakesOptionalOfOptional {
        void a(Optional<Optional<String>> x);
    }

    record Holder(HashSet<String> inside) {}

    interface TakesRecordOfNoValue {
        void a(Holder x);
    }

    @Test
    void parametersThatAreNoValuesAreRefused() {
        refused(TakesConcrete.class, "parameter `x`", "java.util.ArrayList", "declare it as `List`");
        refused(TakesSorted.class, "declare it as `List`, `Set`");
        refused(TakesRaw.class, "say what is in it");
        refused(TakesObject.class, "say which type");
        refused(TakesAnything.class, "say which type");
        refused(TakesGeneric.class, "stands for any type");
        refused(TakesClass.class, "no value");
        refused(TakesDate.class, "use a record");
        refused(TakesCallback.class, "act later");
        refused(TakesNumbersAsKeys.class, "keys");
        refused(TakesOptionalOfOptional.class, "optional of an optional");
        refused(TakesRecordOfNoValue.class, "java.util.HashSet");
        refused(Store.class, "stands for any type", "extend the interface");
    }

    interface Service {
        String secret();
    }

    record Box(Supplier<String> open) {}

    interface AnswersStream {
        Stream<String> a();
    }

    interface AnswersIterator {
        Iterator<String> a();
    }

    interface AnswersIterable {
        Iterable<String> a();
    }

    interface AnswersSupplier {
        Supplier<String> a();
    }

    interface AnswersCallable {
        Callable<String> a();
    }

    interface AnswersRunnable {
        Runnable a();
    }

    interface AnswersFuture {
        Future<String> a();
    }

    interface AnswersStageOfStage {
        CompletionStage<CompletionStage<String>> a();
    }

    interface AnswersService {
        Service a();
    }

    interface AnswersListOfServices {
        List<Service> a();
    }

    interface AnswersBox {
        Box a();
    }

    interface AnswersObject {
        Object a();
    }

    @Test
    void resultsThatCouldActLaterAreRefused() {
        for (Class<?> type : List.of(
                AnswersStream.class,
                AnswersIterator.class,
                AnswersIterable.class,
                AnswersSupplier.class,
                AnswersCallable.class,
                AnswersRunnable.class,
                AnswersStageOfStage.class,
                AnswersService.class,
                AnswersListOfServices.class,
                AnswersBox.class)) {
            refused(type, "its result", "outside the gate");
        }
        refused(AnswersFuture.class, "use `CompletionStage`");
        refused(AnswersObject.class, "say which type");
    }

    // -- declarations

    interface NoUndo {
        @Effects(Reversibility.REVERSIBLE)
        void a();
    }

    interface MissingUndo {
        @Effects(value = Reversibility.REVERSIBLE, undo = "b")
        void a(String x);

        void b(int x);
    }

    interface OwnUndo {
        @Effects(value = Reversibility.REVERSIBLE, undo = "a")
        void a();
    }

    interface TwoUndos {
        @Effects(value = Reversibility.REVERSIBLE, undo = "b")
        String a(String x);

        void b(String x);

        void b(String result, String x);
    }

    interface ReadingUndo {
        @Effects(value = Reversibility.REVERSIBLE, undo = "b")
        void a();

        @Effects(Reversibility.READ_ONLY)
        void b();
    }

    interface MissingPreview {
        @Effects(value = Reversibility.IRREVERSIBLE, preview = "b")
        void a(String x);
    }

    interface WritingPreview {
        @Effects(value = Reversibility.IRREVERSIBLE, preview = "b")
        void a(String x);

        String b(String x);
    }

    interface SilentPreview {
        @Effects(value = Reversibility.IRREVERSIBLE, preview = "b")
        void a(String x);

        @Effects(Reversibility.READ_ONLY)
        void b(String x);
    }

    interface SpendingRead {
        @Effects(value = Reversibility.READ_ONLY, verb = Verb.SPEND)
        void a();
    }

    interface NoScheme {
        @Effects(value = Reversibility.RECOVERABLE, resource = "{x}")
        void a(String x);
    }

    interface UnknownParameter {
        @Effects(value = Reversibility.RECOVERABLE, resource = "order:{y}")
        void a(String x);
    }

    interface ListInResource {
        @Effects(value = Reversibility.RECOVERABLE, resource = "order:{x}")
        void a(List<String> x);
    }

    interface OpenBrace {
        @Effects(value = Reversibility.RECOVERABLE, resource = "order:{x")
        void a(String x);
    }

    @Test
    void declarationsThatDoNotFitAreRefused() {
        refused(NoUndo.class, "REVERSIBLE without an undo method");
        refused(MissingUndo.class, "the undo `b`", "0 methods");
        refused(OwnUndo.class, "the undo `a`", "0 methods");
        refused(TwoUndos.class, "the undo `b`", "2 methods");
        refused(ReadingUndo.class, "the undo `b`", "READ_ONLY");
        refused(MissingPreview.class, "the preview `b`", "0 methods");
        refused(WritingPreview.class, "the preview `b`", "not declared READ_ONLY");
        refused(SilentPreview.class, "answers no value");
        refused(SpendingRead.class, "READ_ONLY, but to SPEND");
        refused(NoScheme.class, "no fixed scheme");
        refused(UnknownParameter.class, "names `y`");
        refused(ListInResource.class, "names `x`");
        refused(OpenBrace.class, "braces");
    }

    sealed interface Closed permits Only {}

    record Only() implements Closed {}

    @Test
    void whatNobodyMayImplementIsRefused() {
        for (Class<?> type : List.of(String.class, Named.class, Closed.class)) {
            assertThrows(IllegalArgumentException.class, () -> GuardedInterface.tools(type, "x"));
        }
        assertThrows(IllegalArgumentException.class, () -> GuardedInterface.tools(Left.class, "x"));
    }
}
