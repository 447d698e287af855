package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a condition holds of one effect. */
final class Interpreter {

    private static final Object MISSING = new Object();
    private final Evidence evidence;
    private final Effect effect;
    private final List<Tier> tiers;
    private final CommandReader commands;

    Interpreter(Evidence evidence, Effect effect, List<Tier> tiers, CommandReader commands) {
        this.evidence = evidence;
        this.effect = effect;
        this.tiers = tiers;
        this.commands = commands;
    }

    Truth truth(Condition condition) {
        if (condition instanceof Condition.Always) {
            return Truth.TRUE;
        } else if (condition instanceof Condition.All all) {
            return all.of().stream().map(this::truth).reduce(Truth.TRUE, Truth::and);
        } else if (condition instanceof Condition.Any any) {
            return any.of().stream().map(this::truth).reduce(Truth.FALSE, Truth::or);
        } else if (condition instanceof Condition.Not not) {
            return truth(not.of()).not();
        } else if (condition instanceof Condition.Tool tool) {
            return text(tool.name(), evidence.call().tool());
        } else if (condition instanceof Condition.Argument argument) {
            return argument(argument);
        } else if (condition instanceof Condition.EffectVerb verb) {
            return Truth.of(verb.verbs().contains(effect.verb()));
        } else if (condition instanceof Condition.EffectResource resource) {
            return effect.resource().equals(Assessment.UNLISTED)
                    ? Truth.UNKNOWN
                    : text(resource.uri(), effect.resource().uri());
        } else if (condition instanceof Condition.EffectTier tier) {
            return tier(tier.names());
        } else if (condition instanceof Condition.EffectCount count) {
            return Truth.of(count.things().contains(effect.count()));
        } else if (condition instanceof Condition.EffectBytes bytes) {
            return Truth.of(bytes.bytes().contains(effect.bytes()));
        } else if (condition instanceof Condition.EffectClass of) {
            var actual = of.inherent() ? effect.inherent() : effect.reversibility();
            return Truth.of(actual.compareTo(of.from()) >= 0 && actual.compareTo(of.to()) <= 0);
        } else if (condition instanceof Condition.Command command) {
            return command(command);
        } else if (condition instanceof Condition.PreviewFidelity fidelity) {
            return Truth.of(fidelity.of()
                    .contains(evidence.preview().map(Preview::fidelity).orElse(Preview.Fidelity.NONE)));
        } else if (condition instanceof Condition.PreviewCount count) {
            return evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(count.things().contains(evidence.previewedCount()));
        } else if (condition instanceof Condition.PreviewBytes bytes) {
            return evidence.preview().isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(bytes.bytes().contains(evidence.previewedBytes()));
        } else if (condition instanceof Condition.CallerIs is) {
            return caller(is);
        } else if (condition instanceof Condition.Window window) {
            return Truth.of(isInside(window));
        } else if (condition instanceof Condition.Between between) {
            return Truth.of(!evidence.at().isBefore(between.from()) && evidence.at().isBefore(between.until()));
        } else if (condition instanceof Condition.Lately lately) {
            History.Tally tally = evidence.history().since(evidence.at().minus(lately.within()), lately.verb());
            return Truth.of(lately.range()
                    .contains(
                            switch (lately.measure()) {
                                case CALLS -> tally.calls();
                                case COUNT -> tally.count();
                                case BYTES -> tally.bytes();
                            }));
        }
        return Truth.FALSE;
    }

    private Truth tier(Set<String> names) {
        if (effect.resource().scheme().equals("unknown")) {
            return Truth.UNKNOWN;
        }
        for (Tier tier : tiers) {
            for (TextTest pattern : tier.patterns()) {
                if (text(pattern, effect.resource().uri()) == Truth.TRUE) {
                    return Truth.of(names.contains(tier.name()));
                }
            }
        }
        return Truth.FALSE;
    }

    private Truth caller(Condition.CallerIs is) {
        Caller caller = evidence.call().caller();
        List<String> texts =
                switch (is.field()) {
                    case KIND -> List.of(caller.kind().name());
                    case TENANT -> List.of(caller.tenant());
                    case AGENT -> List.of(caller.name());
                    case SESSION -> List.of(caller.session());
                    case ON_BEHALF_OF -> caller.onBehalfOf().stream().toList();
                    case ROLE -> List.copyOf(caller.roles());
                    case PARENT -> caller.parent().stream().toList();
                    case TAINT -> List.copyOf(caller.taint());
                };
        return Truth.of(texts.stream().anyMatch(each -> text(is.test(), each) == Truth.TRUE));
    }

    private boolean isInside(Condition.Window window) {
        ZonedDateTime now = evidence.at().atZone(window.zone());
        LocalTime time = now.toLocalTime();
        if (window.from().isAfter(window.to())) {
            return (!time.isBefore(window.from()) && window.days().contains(now.getDayOfWeek()))
                    || (time.isBefore(window.to()) && window.days().contains(now.minusDays(1).getDayOfWeek()));
        }
        return window.days().contains(now.getDayOfWeek()) && !time.isBefore(window.from()) && time.isBefore(window.to());
    }

    private Truth command(Condition.Command command) {
        Optional<List<SimpleCommand>> all = commands.commands(evidence.call());
        return all.map(list -> list.stream().map(each -> command(command, each)).reduce(Truth.TRUE, Truth::and))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth command(Condition.Command command, SimpleCommand one) {
        Truth program = command.program().map(test -> text(test, one.program())).orElse(Truth.TRUE);
        Truth sub = command.subcommand()
                .map(test -> one.subcommand().map(word -> text(test, word)).orElse(Truth.FALSE))
                .orElse(Truth.TRUE);
        return program.and(sub)
                .and(Truth.of(one.options().containsAll(command.options())))
                .and(Truth.of(command.allowed().map(some -> some.containsAll(one.options())).orElse(true)));
    }

    private Truth argument(Condition.Argument argument) {
        List<@Nullable Object> found = new ArrayList<>();
        find(evidence.call().arguments().asMap(), argument.path(), found);
        boolean starred = argument.path().contains("*");
        if (found.isEmpty()) {
            return argument.test() instanceof ValueTest.Present present && !starred
                    ? Truth.of(!present.there())
                    : Truth.UNKNOWN;
        }
        Function<@Nullable Object, Truth> test = value -> value(argument.test(), value);
        return argument.every()
                ? found.stream().map(test).reduce(Truth.TRUE, Truth::and)
                : found.stream().map(test).reduce(Truth.FALSE, Truth::or);
    }

    private static void find(@Nullable Object value, List<String> path, List<@Nullable Object> found) {
        if (path.isEmpty()) {
            found.add(value);
            return;
        }
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (value instanceof Map<?, ?> map) {
            if (step.equals("*")) {
                map.values().forEach(each -> find(each, rest, found));
            } else if (map.containsKey(step)) {
                find(map.get(step), rest, found);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (step.equals("*") || step.equals(String.valueOf(i))) {
                    find(list.get(i), rest, found);
                }
            }
        }
    }

    private static Truth value(ValueTest test, @Nullable Object value) {
        if (test instanceof ValueTest.Present present) {
            return Truth.of(present.there());
        } else if (test instanceof ValueTest.Text text) {
            return value instanceof String string ? text(text.test(), string) : Truth.UNKNOWN;
        } else if (test instanceof ValueTest.Numeric numeric) {
            return number(value).map(number -> Truth.of(numeric.range().contains(number))).orElse(Truth.UNKNOWN);
        } else if (test instanceof ValueTest.Equal equal) {
            return equal(equal.value(), value);
        } else if (test instanceof ValueTest.OneOf one) {
            return one.values().stream().map(each -> equal(each, value)).reduce(Truth.FALSE, Truth::or);
        }
        return Truth.UNKNOWN;
    }

    private static Truth equal(@Nullable Object wanted, @Nullable Object value) {
        if (wanted == null || (value != null && wanted.getClass() == value.getClass())) {
            return Truth.of(wanted == null ? value == null : wanted.equals(value));
        }
        return Truth.UNKNOWN;
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal
                ? Optional.of(new BigDecimal(value.toString()))
                : Optional.empty();
    }

    static Truth text(TextTest test, String text) {
        if (test instanceof TextTest.Is is) {
            return Truth.of(is.text().equals(text));
        } else if (test instanceof TextTest.In in) {
            return Truth.of(in.texts().contains(text));
        } else if (test instanceof TextTest.Prefix prefix) {
            return Truth.of(text.startsWith(prefix.prefix()));
        } else if (test instanceof TextTest.Glob glob) {
            return Truth.of(com.google.re2j.Pattern.compile(regex(glob.pattern()), com.google.re2j.Pattern.DOTALL)
                    .matcher(text)
                    .matches());
        } else if (test instanceof TextTest.Matches matches) {
            return Truth.of(com.google.re2j.Pattern.compile(matches.regex()).matcher(text).matches());
        } else if (test instanceof TextTest.Under under) {
            String path = under.path().replaceFirst("^file:", "");
            String mine = text.replaceFirst("^file:", "");
            return mine.startsWith("/")
                    ? Truth.of(mine.equals(path) || mine.startsWith(path.endsWith("/") ? path : path + "/"))
                    : Truth.UNKNOWN;
        } else if (test instanceof TextTest.Domain domain) {
            return Truth.of(text.equalsIgnoreCase(domain.name())
                    || text.toLowerCase(java.util.Locale.ROOT).endsWith("." + domain.name()));
        }
        return Truth.UNKNOWN;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        boolean braces = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean two = glob.startsWith("**", i);
                    regex.append(two ? ".*" : "[^/]*");
                    i += two ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    braces = true;
                    regex.append("(?:");
                }
                case '}' -> {
                    braces = false;
                    regex.append(')');
                }
                case ',' -> regex.append(braces ? "|" : ",");
                case '\\' -> regex.append(com.google.re2j.Pattern.quote(glob.substring(++i, i + 1)));
                default -> regex.append(com.google.re2j.Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
