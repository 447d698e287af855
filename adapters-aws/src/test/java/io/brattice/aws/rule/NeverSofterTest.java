package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Not knowing, and a request that is not quite what it should be, never make a ruling milder. */
class NeverSofterTest {

    @Test
    void aFactThatIsUnknownNeverSoftens() throws Exception {
        List<String> softer = new ArrayList<>();
        examples((rule, example, call) -> {
            List<String> ids = new ArrayList<>(example.facts().keySet());
            Ruling known = RuleFiles.weigh(rule, call, RuleFiles.knowing(example.facts()));
            for (int hidden = 1; hidden < 1 << ids.size(); hidden++) {
                Map<String, @Nullable Object> fewer = new LinkedHashMap<>(example.facts());
                for (int i = 0; i < ids.size(); i++) {
                    if ((hidden >> i & 1) == 1) {
                        fewer.remove(ids.get(i));
                    }
                }
                compare(
                        known,
                        RuleFiles.weigh(rule, call, RuleFiles.knowing(fewer)),
                        call + " knowing " + fewer,
                        softer);
            }
        });
        assertEquals("", String.join("\n", softer));
    }

    @Test
    void aMistypedMemberNeverSoftens() throws Exception {
        List<String> softer = new ArrayList<>();
        examples((rule, example, call) -> {
            Ruling known = RuleFiles.weigh(rule, call, RuleFiles.knowing(example.facts()));
            mistyped(example.request(), request -> {
                AwsCall odd = RuleFiles.call(call.service(), call.operation(), request);
                Ruling ruling = RuleFiles.weigh(rule, odd, RuleFiles.knowing(example.facts()));
                compare(known, ruling, call.id() + " " + example.request() + " as " + request, softer);
            });
        });
        assertEquals("", String.join("\n", softer));
    }

    private static void compare(Ruling known, Ruling odd, String what, List<String> softer) {
        if (odd.letter().compareTo(known.letter()) < 0 || !odd.verbs().containsAll(known.verbs())) {
            softer.add(what + ": " + known.rule() + " " + known.letter() + known.verbs() + " becomes " + odd.rule()
                    + " " + odd.letter() + odd.verbs());
        }
    }

    private interface Visitor {
        void visit(Rule rule, Rule.Example example, AwsCall call);
    }

    private static void examples(Visitor visitor) throws Exception {
        EveryRuleTest.each((service, rule) -> {
            for (Rule.Example example : rule.examples()) {
                visitor.visit(
                        rule, example, RuleFiles.call(service, RuleFiles.operation(rule, example), example.request()));
            }
        });
    }

    /** Every request with one member at any depth replaced by something that looks like it. */
    private static void mistyped(
            Map<String, @Nullable Object> request, java.util.function.Consumer<Map<String, @Nullable Object>> visitor) {
        variants(request).forEach(variant -> {
            if (variant instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                map.forEach((key, value) -> members.put(String.valueOf(key), value));
                visitor.accept(members);
            }
        });
    }

    private static List<@Nullable Object> variants(@Nullable Object value) {
        List<@Nullable Object> all = new ArrayList<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, inner) -> {
                BiConsumer<String, @Nullable Object> with = (name, other) -> {
                    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(members);
                    copy.remove(key);
                    copy.put(name, other);
                    all.add(copy);
                };
                String name = String.valueOf(key);
                odd(inner).forEach(other -> with.accept(name, other));
                variants(inner).forEach(other -> with.accept(name, other));
                with.accept(turned(name), inner);
            });
        } else if (value instanceof List<?> items && !items.isEmpty()) {
            variants(items.get(0)).forEach(other -> {
                List<@Nullable Object> copy = new ArrayList<>(items);
                copy.set(0, other);
                all.add(copy);
            });
        }
        return all;
    }

    private static List<@Nullable Object> odd(@Nullable Object value) {
        List<@Nullable Object> odd = new ArrayList<>();
        odd.add(null);
        odd.add(value instanceof List<?> items && !items.isEmpty() ? items.get(0) : Collections.singletonList(value));
        if (value instanceof Boolean || value instanceof Number) {
            odd.add(String.valueOf(value));
            if (value instanceof Boolean) {
                odd.add(1L);
            } else {
                odd.add(true);
            }
        }
        if (value instanceof String text) {
            odd.add(text + " ");
            odd.add(turned(text));
        }
        return odd;
    }

    private static String turned(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
    }
}
