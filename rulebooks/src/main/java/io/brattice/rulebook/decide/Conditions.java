package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Goes through conditions, and refuses what has no meaning. */
public final class Conditions {

    private Conditions() {}

    /** True when one of the conditions that it is made of, no {@code all}, {@code any} or {@code not}, is like this. */
    public static boolean any(Condition condition, Predicate<Condition> like) {
        if (condition instanceof Condition.All all) {
            return all.of().stream().anyMatch(one -> any(one, like));
        }
        if (condition instanceof Condition.Any any) {
            return any.of().stream().anyMatch(one -> any(one, like));
        }
        if (condition instanceof Condition.Not not) {
            return any(not.of(), like);
        }
        return like.test(condition);
    }

    /** Each of the conditions that it is made of, no {@code all}, {@code any} or {@code not}. */
    public static void forEach(Condition condition, Consumer<Condition> visitor) {
        any(condition, one -> {
            visitor.accept(one);
            return false;
        });
    }

    /**
     * Refuses a condition that has no meaning.
     *
     * @throws IllegalArgumentException if a pattern in it is none, or it names a tier that there is not
     */
    public static void check(Condition condition, List<String> tiers) {
        forEach(condition, one -> {
            if (one instanceof Condition.EffectTier tier) {
                Set<String> missing = new HashSet<>(tier.names());
                missing.removeAll(tiers);
                if (!missing.isEmpty()) {
                    throw new IllegalArgumentException("there is no tier `"
                            + missing.iterator().next() + "`; name one of " + tiers + ", or write it under `tiers`");
                }
            }
            texts(one).forEach(Conditions::check);
        });
    }

    static void check(TextTest test) {
        if (test instanceof TextTest.Glob glob) {
            GlobPattern.of(glob.pattern());
        } else if (test instanceof TextTest.Matches matches) {
            PlainTexts.pattern(matches.regex());
        } else if (test instanceof TextTest.Cidr cidr) {
            Network.of(cidr.network());
        } else if (test instanceof TextTest.Domain domain
                && Hosts.name(domain.name()).isEmpty()) {
            throw new IllegalArgumentException("`" + domain.name() + "` is no host name; write it like `example.com`");
        } else if (test instanceof TextTest.Under under
                && (under.path().startsWith("file:")
                        || PlainTexts.steps(under.path()).isEmpty())) {
            throw new IllegalArgumentException(
                    "`" + under.path() + "` is no absolute path without `..`; write it like `/srv/data`");
        }
    }

    /** The tests of texts in a condition that has no others in it. */
    public static List<TextTest> texts(Condition condition) {
        if (condition instanceof Condition.Tool tool) {
            return List.of(tool.name());
        }
        if (condition instanceof Condition.Argument argument && argument.test() instanceof ValueTest.Text text) {
            return List.of(text.test());
        }
        if (condition instanceof Condition.EffectResource resource) {
            return List.of(resource.uri());
        }
        if (condition instanceof Condition.CallerIs caller) {
            return List.of(caller.test());
        }
        if (condition instanceof Condition.Command command) {
            return Stream.of(command.program(), command.subcommand())
                    .flatMap(Optional::stream)
                    .toList();
        }
        return List.of();
    }
}
