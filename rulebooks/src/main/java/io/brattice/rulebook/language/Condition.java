package io.brattice.rulebook.language;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a rule speaks. Closed: there is no embedded program. A condition is asked about one effect of the evidence at a time, so that all
 * effect conditions of a rule speak of one and the same effect; the others do not care which. Its value is a {@link Truth}.
 */
public sealed interface Condition {

    /** Of every effect. */
    record Always() implements Condition {}

    /** All of these; TRUE where there are none. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** Any of these; FALSE where there are none. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Not this one. */
    record Not(Condition of) implements Condition {}

    /** The name of the tool. */
    record Tool(TextTest name) implements Condition {}

    /**
     * An argument, beside a condition on the tool.
     *
     * @param path names of members and numbers of items; {@code *} stands for every item or member there is
     * @param every where the path has a {@code *}: true when it must hold for all of them, false when for one. Of none at all it is
     *     UNKNOWN
     */
    record Argument(List<String> path, boolean every, ValueTest test) implements Condition {
        public Argument {
            path = List.copyOf(path);
        }
    }

    /** What the effect does. */
    record EffectVerb(Set<Verb> verbs) implements Condition {
        public EffectVerb {
            verbs = Set.copyOf(verbs);
        }
    }

    /** What it does it to: the URI of the resource. */
    record EffectResource(TextTest uri) implements Condition {}

    /** The tier of its resource. An unresolved resource is UNKNOWN: in every tier for deny and escalate, in none for allow. */
    record EffectTier(Set<String> names) implements Condition {
        public EffectTier {
            names = Set.copyOf(names);
        }
    }

    /** How many things it concerns. */
    record EffectCount(Range things) implements Condition {}

    /** How much data it concerns. */
    record EffectBytes(Range bytes) implements Condition {}

    /** Its class, without its safeguard (inherent) or with it. */
    record EffectClass(boolean inherent, Reversibility from, Reversibility to) implements Condition {}

    /**
     * Every simple command of the line is like this, for tools that take command lines; FALSE where none is. UNKNOWN where some are, so
     * that a rule that denies one speaks of it and a rule that allows one does not; where the line cannot be taken apart; or where no
     * reader for the tool is installed.
     *
     * @param options each must be among the options given; {@code allowed} restricts all options, where it is present
     */
    record Command(
            Optional<TextTest> program,
            Optional<TextTest> subcommand,
            Set<String> options,
            Optional<Set<String>> allowed)
            implements Condition {
        public Command {
            options = Set.copyOf(options);
            allowed = allowed.map(Set::copyOf);
        }
    }

    /** How much of what will happen the rehearsal shows; NONE where there is no rehearsal. */
    record PreviewFidelity(Set<Preview.Fidelity> of) implements Condition {
        public PreviewFidelity {
            of = Set.copyOf(of);
        }
    }

    /** How many things the rehearsal counted in all; UNKNOWN where there was none. */
    record PreviewCount(Range things) implements Condition {}

    /** How many bytes the rehearsal counted in all; UNKNOWN where there was none. */
    record PreviewBytes(Range bytes) implements Condition {}

    /** A fact about the caller. What he does not have (no parent, no role) is FALSE, not UNKNOWN: the host sets these, not the agent. */
    record CallerIs(Field field, TextTest test) implements Condition {

        /** Which fact. Of roles and taint one that fits is enough. */
        public enum Field {
            KIND,
            TENANT,
            AGENT,
            SESSION,
            ON_BEHALF_OF,
            ROLE,
            PARENT,
            TAINT
        }
    }

    /** On these days from one time of day to another, in that zone; past midnight where {@code from} is after {@code to}: then the day is that of the start. */
    record Window(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) implements Condition {
        public Window {
            days = Set.copyOf(days);
        }
    }

    /** From one instant until before another. */
    record Between(Instant from, Instant until) implements Condition {}

    /** How much this principal did lately with that verb, this call not included. */
    record Lately(Verb verb, Duration within, Measure measure, Range range) implements Condition {

        /** Of what. */
        public enum Measure {
            CALLS,
            COUNT,
            BYTES
        }
    }

    /** The effect creates what this principal deleted lately, or deletes what it created; both inherently RECOVERABLE or graver. */
    record Recreated(Duration within) implements Condition {}
}
