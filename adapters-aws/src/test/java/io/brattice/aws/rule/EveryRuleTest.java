package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class EveryRuleTest {

    @Test
    void everyFileLoads() throws Exception {
        List<String> problems = new ArrayList<>();
        RuleFiles.all().values().forEach(file -> file.problem().ifPresent(problems::add));
        assertEquals("", String.join("\n", problems));
    }

    @Test
    void whatTheExamplesSayIsSo() throws Exception {
        List<String> wrong = new ArrayList<>();
        each((service, rule) -> {
            for (Rule.Example example : rule.examples()) {
                AwsCall call = RuleFiles.call(service, RuleFiles.operation(rule, example), example.request());
                Ruling ruling = Rules.shipped()
                        .ruling(call, RuleFiles.knowing(example.facts()))
                        .orElseGet(() -> RuleFiles.weigh(rule, call, RuleFiles.knowing(example.facts())));
                if (ruling.letter() != example.letter()) {
                    wrong.add(call.id() + " " + call.parameters().json() + " with " + example.facts() + " is " + ruling
                            + ", not " + example.letter());
                }
            }
        });
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void everyCaseOfEveryRuleIsShownByAnExample() throws Exception {
        List<String> unseen = new ArrayList<>();
        each((service, rule) -> {
            Set<String> hit = new TreeSet<>();
            for (Rule.Example example : rule.examples()) {
                AwsCall call = RuleFiles.call(service, RuleFiles.operation(rule, example), example.request());
                String id = RuleFiles.weigh(rule, call, RuleFiles.knowing(example.facts()))
                        .rule();
                hit.add(id.substring(id.indexOf('/') + 1));
            }
            for (int i = 1; i <= rule.cases().size() && rule.cases().size() > 1; i++) {
                if (!hit.contains(String.valueOf(i))) {
                    unseen.add(service + ":" + rule.names().get(0) + "/" + i);
                }
            }
        });
        assertEquals("", String.join("\n", unseen));
    }

    @Test
    void everyFactOfACaseHasARow() throws Exception {
        Map<String, RuleFile> files = RuleFiles.all();
        Set<String> missing = new TreeSet<>();
        files.forEach((service, file) -> file.rules()
                .forEach(rule -> rule.cases().forEach(one -> {
                    World world = new World(
                            RuleFiles.call(service, "X", Map.of()),
                            id -> {
                                if (Rules.shipped().fact(id).isEmpty()) {
                                    missing.add(service + ":" + rule.names() + " " + id);
                                }
                                return Rules.shipped().fact(id);
                            },
                            Facts.UNKNOWN);
                    one.fits().holds(world);
                    facts(one.fits()).forEach(world::fact);
                })));
        assertEquals(Set.of(), missing);
    }

    @Test
    void sixtyFourRowsAndMoreAreThere() throws Exception {
        Map<String, Integer> rules = new LinkedHashMap<>();
        RuleFiles.all()
                .forEach((service, file) -> rules.put(
                        service,
                        file.rules().stream()
                                .mapToInt(rule -> rule.names().size())
                                .sum()));
        int all = rules.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(all + " operations with a rule, by service: " + rules);
        assertTrue(all > 600, "only " + all);
    }

    static Set<String> facts(Condition condition) {
        Set<String> ids = new TreeSet<>();
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                        "OfFact\\[id=([^,]+),|FactName\\[id=([^\\]]+)]")
                .matcher(condition.toString());
        while (matcher.find()) {
            ids.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return ids;
    }

    static void each(BiConsumer<String, Rule> visitor) throws Exception {
        RuleFiles.all().forEach((service, file) -> file.rules().forEach(rule -> visitor.accept(service, rule)));
    }
}
