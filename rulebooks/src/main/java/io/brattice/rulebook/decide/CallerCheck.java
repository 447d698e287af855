package io.brattice.rulebook.decide;

import io.brattice.action.Caller;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.util.Optional;
import java.util.Set;

/** A fact about the caller. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class CallerCheck extends Check {

    private static final String[] KINDS = {"agent", "application", "person"};

    private final Condition.CallerIs.Field field;
    private final TextMatcher matcher;

    CallerCheck(Condition.CallerIs caller) {
        this.field = caller.field();
        this.matcher = TextMatcher.of(caller.test());
    }

    @Override
    Truth on(Sight sight) {
        Caller caller = sight.evidence.call().caller();
        return switch (field) {
            case KIND -> matcher.on(KINDS[caller.kind().ordinal()]);
            case TENANT -> known(caller.tenant());
            case AGENT -> matcher.on(caller.name());
            case SESSION -> known(caller.session());
            case ON_BEHALF_OF -> known(caller.onBehalfOf());
            case ROLE -> any(caller.roles());
            case PARENT -> known(caller.parent());
            case TAINT -> any(caller.taint());
        };
    }

    private Truth known(String fact) {
        return fact.isEmpty() ? Truth.FALSE : matcher.on(fact);
    }

    private Truth known(Optional<String> fact) {
        return fact.isEmpty() ? Truth.FALSE : matcher.on(fact.get());
    }

    private Truth any(Set<String> facts) {
        Truth largest = Truth.FALSE;
        for (String fact : facts) {
            largest = largest.or(matcher.on(fact));
        }
        return largest;
    }
}
