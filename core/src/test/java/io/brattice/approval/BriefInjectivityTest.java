package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two calls read the same in a fully opened brief exactly when they are the same action. */
final class BriefInjectivityTest {

    private static final int PAIRS = Integer.getInteger("brattice.pairs", 100_000);

    /** Values that a careless rendering would show alike. */
    private static final List<Object> ALIKE = Arrays.asList(
            null,
            "null",
            "",
            "\"\"",
            List.of(),
            "[]",
            Map.of(),
            "{}",
            1,
            "1",
            "\"1\"",
            new BigDecimal("1.5"),
            "1.5",
            true,
            "true",
            List.of(1),
            Map.of("0", 1),
            List.of("1"),
            "list of 1",
            List.of(List.of()),
            Map.of("0", List.of()),
            "a\nb",
            "a\\nb",
            "a\\\nb",
            "\u202e",
            "\\u{202e}",
            "\u0430",
            "a",
            "a ",
            " a",
            "a  b",
            "a b",
            "a\u00a0b",
            " ".repeat(9),
            " ".repeat(10),
            "\\u{20*9}",
            "\u00e9",
            "e\u0301",
            "/a = 1\narguments: /b = 2",
            new BigInteger("12345678901234567890"),
            "12345678901234567890",
            -1,
            0,
            false);

    private static final List<String> KEYS = List.of(
            "a", "b", "a.b", "a/b", "a~1b", "a~b", "", " ", "0", "1", "a = 1", "\"", "\n", "a\n", "\u0430", "/");

    @Test
    void noTwoAlikeValuesReadAlike() {
        Map<String, String> seen = new HashMap<>();
        for (Object value : ALIKE) {
            for (String key : KEYS) {
                check(seen, Asked.of(Arguments.of(key, value)));
                check(seen, Asked.of(Arguments.of("a", Arguments.of(key, value).asMap())));
                check(
                        seen,
                        Asked.of(Arguments.of(
                                "a", value, "b", Arguments.of(key, value).asMap())));
            }
        }
        assertTrue(seen.size() > 1500, () -> "only " + seen.size());
    }

    @Test
    void noTwoAlikeCallersReadAlike() {
        Map<String, String> seen = new HashMap<>();
        List<String> names = List.of("a", "a, tenant \"b\"", "a\"", "a\\", "nobody", "\u0430", "a ", "\u202ea");
        for (String name : names) {
            for (String other : names) {
                for (Caller caller : List.of(
                        Caller.agent(name),
                        Caller.person(name),
                        Caller.application(name),
                        Caller.agent(name).onBehalfOf(""),
                        Caller.agent(name).onBehalfOf(other),
                        Caller.agent(name).tenant(other),
                        Caller.agent(name).session(other),
                        Caller.agent(name).tenant(other).session(name),
                        Caller.agent(name).tenant(name).session(other).onBehalfOf("nobody"))) {
                    check(seen, Asked.of(Arguments.none(), caller, ""));
                    check(seen, Asked.of(new ToolCall("c-1", "other", Arguments.none(), caller, "")));
                }
            }
        }
        assertTrue(seen.size() > 500, () -> "only " + seen.size());
    }

    @Test
    void whateverIsOutsideTheActionDoesNotSwallowIt() {
        String forged = Asked.of(Arguments.of("a", 2)).brief().inFull();
        Asked one = Asked.of(Arguments.of("a", 1), Asked.BOT, forged);

        assertNotEquals(
                Asked.of(Arguments.of("a", 2), Asked.BOT, forged).brief().inFull(),
                one.brief().inFull());
        assertTrue(one.brief().inFull().contains("arguments: /a = 1\n"));
    }

    @Test
    void generatedPairsReadAlikeExactlyWhenTheirDigestsAre() {
        long seed = Long.getLong("brattice.seed", 20_261_121L);
        SplittableRandom random = new SplittableRandom(seed);
        int same = 0;
        for (int i = 0; i < PAIRS; i++) {
            Map<String, Object> members = object(random, 3);
            Map<String, Object> changed = random.nextInt(20) == 0 ? members : change(random, members);
            Asked one = Asked.of(call(random, members, false));
            Asked two = Asked.of(
                    random.nextInt(5) == 0
                            ? call(random, members, true)
                            : new ToolCall(
                                    "c-2",
                                    one.call().tool(),
                                    Arguments.from(changed),
                                    one.call().caller(),
                                    ""));
            boolean equal = one.call().digest().equals(two.call().digest());
            same += equal ? 1 : 0;
            int pair = i;
            assertEquals(
                    equal,
                    inFull(one).equals(inFull(two)),
                    () -> "seed " + seed + " pair " + pair + ":\n" + one.call() + "\n" + two.call());
        }
        assertTrue(same > 0 && same < PAIRS / 2, "the generator makes both kinds");
    }

    private static void check(Map<String, String> seen, Asked asked) {
        String digest = asked.call().digest().hex();
        String before = seen.putIfAbsent(inFull(asked), digest);
        assertTrue(before == null || before.equals(digest), () -> "two actions read:\n" + inFull(asked));
    }

    private static String inFull(Asked asked) {
        return asked.brief().inFull();
    }

    private static ToolCall call(SplittableRandom random, Map<String, Object> members, boolean other) {
        Caller caller = other ? Caller.agent(name(random)).tenant(name(random)).session(name(random)) : Asked.BOT;
        if (other && random.nextBoolean()) {
            caller = caller.onBehalfOf(random.nextBoolean() ? "" : name(random));
        }
        return new ToolCall("c-1", "shell", Arguments.from(members), caller, "");
    }

    private static String name(SplittableRandom random) {
        String text = Hostile.wellFormed(random, 6)
                .replaceAll("[\\x00-\\x1f\\x7f]", "")
                .strip();
        return text.isBlank() || text.length() > 256 ? "a" : text;
    }

    /** One value, one name or one nesting different. */
    private static Map<String, Object> change(SplittableRandom random, Map<String, Object> members) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        String key = members.isEmpty() ? "a" : List.copyOf(members.keySet()).get(random.nextInt(members.size()));
        Object value = changed.get(key);
        switch (random.nextInt(7)) {
            case 0 -> changed.put(key, String.valueOf(value));
            case 1 -> changed.put(key, VisibleText.line(String.valueOf(value)));
            case 2 -> changed.put(key, ALIKE.get(random.nextInt(ALIKE.size())));
            case 3 -> {
                changed.remove(key);
                changed.put(VisibleText.name(key), value);
            }
            case 4 -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                inner.put("0", value);
                changed.put(key, random.nextBoolean() ? Arrays.asList(value) : inner);
            }
            case 5 -> changed.put(key + " = " + value, value);
            default -> changed.put("/" + key, value);
        }
        return changed;
    }

    private static Map<String, Object> object(SplittableRandom random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String key = random.nextBoolean() ? KEYS.get(random.nextInt(KEYS.size())) : Hostile.wellFormed(random, 3);
            members.put(key, value(random, depth));
        }
        return members;
    }

    private static Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> ALIKE.get(random.nextInt(ALIKE.size()));
            case 1 -> Hostile.wellFormed(random, 5);
            case 2 -> random.nextInt(-3, 3);
            case 3 -> object(random, depth - 1);
            default -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield items;
            }
        };
    }
}
