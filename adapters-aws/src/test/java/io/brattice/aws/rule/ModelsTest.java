package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.brattice.action.Reversibility;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever rules name is in the models of AWS: a name that is not would never be found in a request, and so soften. */
class ModelsTest {

    private static final Catalogue MODELS = Catalogue.shipped();
    private static final Pattern PATH = Pattern.compile("Member\\[path=Path\\[text=([^,]+), steps");
    private static final Pattern ONLY = Pattern.compile("Only\\[names=\\[([^]]*)]]");

    @Test
    void everyOperationExists() throws Exception {
        Set<String> missing = new TreeSet<>();
        EveryRuleTest.each((service, rule) -> {
            for (String name : rule.names()) {
                boolean there = name.endsWith("*")
                        ? MODELS.operations(service).stream()
                                .anyMatch(one -> one.name().startsWith(name.substring(0, name.length() - 1)))
                        : service.equals(Rules.EVERY)
                                || MODELS.operation(service, name).isPresent();
                if (!there) {
                    missing.add(service + ":" + name);
                }
            }
        });
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyMemberExists() throws Exception {
        Set<String> missing = new TreeSet<>();
        EveryRuleTest.each((service, rule) -> {
            if (service.equals(Rules.EVERY)) {
                return;
            }
            for (String operation : rule.names()) {
                for (Case one : rule.cases()) {
                    paths(one.fits())
                            .filter(path -> !exists(service, operation, path))
                            .forEach(path -> missing.add(service + ":" + operation + " has no `" + path + "`"));
                }
            }
            for (Case one : rule.cases()) {
                only(one.fits())
                        .filter(member -> rule.names().stream()
                                .noneMatch(name ->
                                        MODELS.request(service, name, member).isPresent()))
                        .forEach(member -> missing.add(service + ":" + rule.names() + " have no `" + member + "`"));
            }
        });
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyMemberOfASaferCallExists() throws Exception {
        Set<String> missing = new TreeSet<>();
        EveryRuleTest.each((service, rule) -> rule.cases()
                .forEach(one -> one.safer().ifPresent(safer -> {
                    for (String operation : rule.names()) {
                        Set<String> members = new TreeSet<>(safer.with().keySet());
                        members.addAll(safer.without());
                        members.removeIf(
                                name -> MODELS.request(service, operation, name).isPresent());
                        members.forEach(name -> missing.add(service + ":" + operation + " " + name));
                    }
                    for (SaferRow.Before before : safer.before()) {
                        requireMembers(before.service(), before.operation(), before.parameters(), missing);
                    }
                })));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyFactIsAskedByACallThatExistsAndReadsOnly() throws Exception {
        Set<String> wrong = new TreeSet<>();
        for (RuleFile file : RuleFiles.all().values()) {
            file.facts().values().forEach(row -> {
                requireMembers(row.service(), row.operation(), row.parameters(), wrong);
                String answer =
                        row.take().substring(1).replaceAll("/(\\*|\\d+)", "[]").replace('/', '.');
                if (MODELS.answer(row.service(), row.operation(), answer).isEmpty()) {
                    wrong.add(row.id() + " takes " + answer);
                }
                Optional<Operation> operation = MODELS.operation(row.service(), row.operation());
                if (operation.isPresent() && operation.get().inherent() != Reversibility.READ_ONLY) {
                    wrong.add(row.id() + " is asked by a call that does not only read");
                }
            });
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void aRuleThatSaysThatACallReadsIsForOneThatTheModelsDoNotTell() throws Exception {
        List<String> reads = new ArrayList<>();
        EveryRuleTest.each((service, rule) -> rule.names().forEach(name -> {
            boolean always = rule.cases().size() == 1 && rule.cases().get(0).letter() == Ruling.Letter.READ;
            if (always && name.matches("(Delete|Put|Update|Modify|Create|Terminate).*")) {
                reads.add(service + ":" + name);
            }
        }));
        assertEquals(List.of(), reads);
        assertFalse(RuleFiles.all().isEmpty());
    }

    /** A name in a map is nobody's but the service's. */
    private static boolean exists(String service, String operation, String path) {
        int dot = path.lastIndexOf('.');
        return MODELS.request(service, operation, path).isPresent()
                || (dot > 0
                        && MODELS.request(service, operation, path.substring(0, dot))
                                .filter(Kind.MAP::equals)
                                .isPresent());
    }

    private static void requireMembers(
            String service, String operation, Map<String, @Nullable Object> parameters, Set<String> wrong) {
        Optional<Operation> found = MODELS.operation(service, operation);
        if (found.isEmpty()) {
            wrong.add(service + ":" + operation);
            return;
        }
        parameters.keySet().stream()
                .filter(name -> MODELS.request(service, operation, name).isEmpty())
                .forEach(name -> wrong.add(service + ":" + operation + " has no `" + name + "`"));
        found.get().required().stream()
                .filter(name -> !parameters.containsKey(name))
                .forEach(name -> wrong.add(service + ":" + operation + " needs `" + name + "`"));
    }

    /** The paths that begin in the request; those in items of an answer are an answer's. */
    private static java.util.stream.Stream<String> paths(Condition condition) {
        String text = condition.toString();
        TreeSet<String> paths = new TreeSet<>();
        Matcher matcher = PATH.matcher(text);
        while (matcher.find()) {
            if (!inside(text, matcher.start())) {
                paths.add(matcher.group(1).replace("[all]", "[]"));
            }
        }
        return paths.stream();
    }

    private static java.util.stream.Stream<String> only(Condition condition) {
        TreeSet<String> names = new TreeSet<>();
        Matcher matcher = ONLY.matcher(condition.toString());
        while (matcher.find()) {
            names.addAll(List.of(matcher.group(1).split(", ", -1)));
        }
        return names.stream();
    }

    /** Whether a place in the text of a condition is within a {@code Where}. */
    private static boolean inside(String text, int at) {
        int from = text.indexOf("Where[condition=");
        while (from >= 0 && from < at) {
            int depth = 0;
            int end = text.indexOf('[', from);
            do {
                char c = text.charAt(end);
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                end++;
            } while (depth > 0 && end < text.length());
            if (at < end) {
                return true;
            }
            from = text.indexOf("Where[condition=", end);
        }
        return false;
    }
}
