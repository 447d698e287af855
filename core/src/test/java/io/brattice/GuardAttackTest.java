package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways around a guarded interface, and what becomes of them. */
class GuardAttackTest {

    record Item(String name, List<String> tags) {}

    interface Shop {
        @Effects(value = Reversibility.IRREVERSIBLE)
        void order(List<Item> items, String[] notes, BigDecimal most);

        @Effects(Reversibility.READ_ONLY)
        List<String> stock();

        @Effects(Reversibility.READ_ONLY)
        Item first();

        @Effects(Reversibility.READ_ONLY)
        Shop itself();

        @Effects(Reversibility.READ_ONLY)
        Shop another();

        CompletionStage<String> later(String what);

        default void orderAll(List<String> names) {
            names.forEach(name -> order(List.of(new Item(name, List.of())), new String[0], BigDecimal.ONE));
        }

        static String secret() {
            return "static";
        }
    }

    private static final class RealShop implements Shop {
        final List<String> stock = new ArrayList<>(List.of("a", "b"));
        final List<Object> ordered = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> pending = new CompletableFuture<>();
        List<String> lazy;

        @Override
        public void order(List<Item> items, String[] notes, BigDecimal most) {
            ordered.add(items);
            ordered.add(List.of(notes));
            ordered.add(most);
        }

        @Override
        public List<String> stock() {
            return lazy == null ? stock : lazy;
        }

        @Override
        public Item first() {
            return new Item("first", stock);
        }

        @Override
        public Shop itself() {
            return this;
        }

        @Override
        public Shop another() {
            return new RealShop();
        }

        @Override
        public CompletionStage<String> later(String what) {
            ordered.add(what);
            return pending;
        }

        @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // reached by reflection alone, if at all
        public void backDoor() {
            ordered.add("back door");
        }
    }

    private final RealShop real = new RealShop();
    private final List<Question> asked = Collections.synchronizedList(new ArrayList<>());
    private Runnable whileAsked = () -> {};
    private boolean yes = true;
    private Gate gate;
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(this::answer))
                .journal(Journal.inMemory())
                .build();
        shop = gate.as(Caller.agent("buyer")).guard(Shop.class, real);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Approval answer(Question question) {
        asked.add(question);
        whileAsked.run();
        Person person = new Person("ann", "test", Set.of());
        return yes ? Approval.yes(question, person, "fine") : Approval.no(question, person, "no");
    }

    // -- 1: arguments changed after they were judged

    @Test
    void attack1ArgumentsChangedWhileAPersonReadsThemAreNotWhatRuns() {
        List<String> tags = new ArrayList<>(List.of("cheap"));
        List<Item> items = new ArrayList<>(List.of(new Item("x", tags)));
        String[] notes = {"careful"};
        whileAsked = () -> {
            tags.set(0, "dear");
            items.add(new Item("y", List.of()));
            notes[0] = "careless";
        };
        shop.order(items, notes, new BigDecimal("10.00"));
        assertEquals(
                List.of(List.of(new Item("x", List.of("cheap"))), List.of("careful"), new BigDecimal("10.00")),
                real.ordered);
    }

    @Test
    void attack1TargetGetsObjectsThatNobodyElseHolds() {
        List<Item> items = new ArrayList<>(List.of(new Item("x", new ArrayList<>())));
        shop.order(items, new String[0], BigDecimal.ONE);
        List<?> got = (List<?>) real.ordered.get(0);
        assertNotSame(items, got);
        assertNotSame(items.get(0), got.get(0));
        assertThrows(UnsupportedOperationException.class, () -> got.remove(0));
    }

    // -- 2: arguments that lie

    @Test
    void attack2ListThatAnswersDifferentlyEachTimeIsReadOnce() {
        AtomicInteger reads = new AtomicInteger();
        List<Item> liar = new AbstractList<>() {
            @Override
            public Iterator<Item> iterator() {
                return List.of(new Item("read " + reads.incrementAndGet(), List.of()))
                        .iterator();
            }

            @Override
            public Item get(int index) {
                throw new AssertionError("asked for an index");
            }

            @Override
            public int size() {
                throw new AssertionError("asked for its size");
            }
        };
        shop.order(liar, new String[0], BigDecimal.ONE);
        assertEquals(1, reads.get());
        assertEquals(List.of(new Item("read 1", List.of())), real.ordered.get(0));
    }

    @Test
    void attack2NumberThatLiesIsRefused() {
        BigDecimal liar = new BigDecimal(BigInteger.ONE, 0) {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return "0";
            }
        };
        assertThrows(IllegalArgumentException.class, () -> shop.order(List.of(), new String[0], liar));
        assertEquals(List.of(), real.ordered);
    }

    @Test
    void attack2ListThatNeverEndsIsRefused() {
        List<String> endless = new AbstractList<>() {
            @Override
            public String get(int index) {
                return "x";
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        List<Item> items = List.of(new Item("x", endless));
        assertThrows(IllegalArgumentException.class, () -> shop.order(items, new String[0], BigDecimal.ONE));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    @Test
    void attack2ListOfWhatItShouldNotHoldIsRefused() {
        List<Item> polluted = (List) List.of("no item");
        assertThrows(IllegalArgumentException.class, () -> shop.order(polluted, new String[0], BigDecimal.ONE));
        assertEquals(List.of(), real.ordered);
    }

    // -- 19: the target reached some other way

    @Test
    void attack19ProxyIsNothingButTheInterface() {
        assertFalse(shop instanceof RealShop);
        assertEquals(List.of(Shop.class), Arrays.asList(shop.getClass().getInterfaces()));
        assertThrows(NoSuchMethodException.class, () -> shop.getClass().getMethod("backDoor"));
    }

    @Test
    void attack19HandlerGivesNothingAway() {
        InvocationHandler handler = Proxy.getInvocationHandler(shop);
        Class<?> type = handler.getClass();
        assertTrue(Modifier.isFinal(type.getModifiers()) && !Modifier.isPublic(type.getModifiers()));
        for (Field field : type.getDeclaredFields()) {
            assertTrue(Modifier.isPrivate(field.getModifiers()), field::toString);
            assertThrows(IllegalAccessException.class, () -> readFromOutside(field, handler));
        }
        for (Method method : type.getMethods()) {
            assertFalse(method.getReturnType().isAssignableFrom(RealShop.class) && method.getParameterCount() == 0);
        }
    }

    private static void readFromOutside(Field field, Object of) throws IllegalAccessException {
        field.get(of);
    }

    @Test
    void attack19HandlerRunsNoMethodButThoseOfTheInterface() throws Exception {
        InvocationHandler handler = Proxy.getInvocationHandler(shop);
        Method backDoor = RealShop.class.getMethod("backDoor");
        Method direct = RealShop.class.getMethod("stock");
        Method ofStatic = Shop.class.getMethod("secret");
        Method getClass = Object.class.getMethod("getClass");
        for (Method method : List.of(backDoor, direct, ofStatic, getClass)) {
            assertThrows(IllegalArgumentException.class, () -> handler.invoke(shop, method, new Object[0]));
        }
        assertEquals(List.of(), real.ordered);
    }

    @Test
    void attack19ReflectionOnTheInterfaceGoesThroughTheGate() throws Exception {
        yes = false;
        Method order = Shop.class.getMethod("order", List.class, String[].class, BigDecimal.class);
        assertThrows(
                java.lang.reflect.InvocationTargetException.class,
                () -> order.invoke(shop, List.of(), new String[0], BigDecimal.ONE));
        assertEquals(1, asked.size());
        assertEquals(List.of(), real.ordered);
    }

    @Test
    void attack19TargetThatAnswersItselfBecomesTheGuardedObject() {
        assertSame(shop, shop.itself());
    }

    @Test
    void attack19AnotherObjectOfTheKindIsNotHandedOut() {
        assertThrows(IllegalStateException.class, () -> shop.another());
    }

    @Test
    void attack19ResultIsNoHandleOnTheTargetsState() {
        assertThrows(UnsupportedOperationException.class, () -> shop.stock().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> shop.first().tags().clear());
        assertEquals(List.of("a", "b"), real.stock);
    }

    @Test
    void attack19DefaultMethodNeedsItsOwnYes() {
        yes = false;
        assertThrows(RefusedException.class, () -> shop.orderAll(List.of("x", "y")));
        assertEquals(
                List.of("Shop.orderAll"),
                asked.stream().map(q -> q.call().tool()).toList());
        assertEquals(List.of(), real.ordered);
    }

    @Test
    void attack19EqualsHashCodeAndToStringNeverReachTheTarget() {
        assertFalse(shop.equals(real));
        assertEquals("guarded Shop for agent buyer", shop.toString());
        assertEquals(List.of(), real.ordered);
        assertEquals(List.of(), asked);
    }

    // -- 20: another thread

    @Test
    void attack20CallerIsTheSameOnEveryThread() {
        CompletableFuture.runAsync(() -> shop.order(List.of(), new String[0], BigDecimal.ONE))
                .join();
        List.of("x", "y").parallelStream().forEach(note -> shop.order(List.of(), new String[] {note}, BigDecimal.ONE));
        assertEquals(3, asked.size());
        assertTrue(asked.stream().allMatch(q -> q.call().caller().name().equals("buyer")));
    }

    // -- 21: names

    @Test
    void attack21NoInheritedOrOverloadedNameLeadsToAnotherTool() {
        Map<Method, MethodTool> tools = GuardedInterface.tools(Shop.class, real);
        Set<String> names = new java.util.TreeSet<>();
        tools.values().forEach(tool -> names.add(tool.name()));
        assertEquals(
                Set.of(
                        "Shop.order",
                        "Shop.stock",
                        "Shop.first",
                        "Shop.itself",
                        "Shop.another",
                        "Shop.later",
                        "Shop.orderAll"),
                names);
        assertEquals(tools.size(), names.size());
    }

    // -- 29: what would act later

    @Test
    void attack29LazyListDoesItsWorkInsideTheGate() {
        AtomicInteger worked = new AtomicInteger();
        real.lazy = new AbstractList<>() {
            @Override
            public String get(int index) {
                worked.incrementAndGet();
                return "x";
            }

            @Override
            public int size() {
                return 2;
            }
        };
        List<String> stock = shop.stock();
        assertEquals(2, worked.get());
        assertEquals(List.of("x", "x"), stock);
        assertEquals(2, worked.get());
    }

    @Test
    void attack29CallIsNotOverBeforeItsStageIs() {
        CompletableFuture<String> answer = shop.later("x").toCompletableFuture();
        assertFalse(answer.isDone());
        real.pending.complete("done");
        assertEquals("done", answer.join());
    }
}
