package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Question;
import io.brattice.journal.Entry;
import io.brattice.journal.Entry.Kind;
import io.brattice.journal.Parked;
import io.brattice.policy.Charge;
import io.brattice.policy.Verdict;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written down: the body of every journal entry, in one place. docs/journal.md lists the keys. */
final class Records {

    private static final Logger log = LoggerFactory.getLogger(Records.class);
    private static final Arguments NOTHING = nothing();

    private Records() {}

    private static Arguments nothing() {
        return Arguments.of("value", null);
    }

    private static final int SHOWN_EFFECTS = 64;
    private static final int SHOWN_CHARACTERS = 64 << 10;
    private static final int SHOWN_REASONS = 32;
    private static final int LARGEST_OUTCOME = 64 << 10;
    private static final int LARGEST_STATE = 256 << 10;
    private static final int BESIDE_ARGUMENTS = 2048;

    static Entry read(Judgement judged) {
        ToolCall call = judged.call();
        String rule = judged.verdict().reasons().get(0).rule();
        return Entry.lazily(
                Kind.READ,
                call.id(),
                judged.at(),
                weight(call),
                () -> Arguments.from(Map.of(
                        "tool",
                        call.tool(),
                        "arguments",
                        call.arguments(),
                        "caller",
                        identity(call.caller()),
                        "rule",
                        rule,
                        "policy",
                        judged.policy().hex())));
    }

    static Entry refused(ToolCall call, Verdict verdict, Optional<Judgement> judged, Instant at) {
        Map<String, @Nullable Object> body = base(call);
        body.put("decision", verdict.decision());
        body.put("reasons", reasons(verdict));
        judged.ifPresent(known -> put(body, known));
        return new Entry(Kind.REFUSED, call.id(), at, Arguments.from(body));
    }

    static Entry asked(Question question, Instant at) {
        Map<String, @Nullable Object> body = base(question.call());
        body.put("ticket", question.ticket());
        body.put("question", question.digest().hex());
        body.put("reasons", question.reasons());
        body.put("people", question.terms().people());
        body.put("roles", question.terms().roles().stream().sorted().toList());
        body.put("answerBy", question.answerBy());
        body.put("policy", question.policy().hex());
        return new Entry(Kind.ASKED, question.call().id(), at, Arguments.from(body));
    }

    static Entry answered(Parked parked, Approval approval, boolean counted, String why, Instant at) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("ticket", parked.ticket());
        body.put("question", approval.question().hex());
        body.put("yes", approval.yes());
        body.put("by", approval.by().name());
        body.put("authenticated", approval.by().authenticated());
        body.put("roles", approval.by().roles().stream().sorted().toList());
        body.put("why", approval.why());
        body.put("counted", counted);
        body.put("note", why);
        approval.edit().ifPresent(edit -> body.put("edit", edit));
        return new Entry(Kind.ANSWERED, parked.call().id(), at, Arguments.from(body));
    }

    static Entry intent(Judgement judged, Optional<Parked> yes, boolean secures, Instant at) {
        ToolCall call = judged.call();
        return Entry.lazily(Kind.INTENT, call.id(), at, weight(call), () -> {
            Map<String, @Nullable Object> body = base(call);
            body.put("repetition", call.repetition().hex());
            put(body, judged);
            body.put("decision", judged.verdict().decision());
            body.put("reasons", reasons(judged.verdict()));
            body.put("secures", secures);
            if (!judged.charges().isEmpty()) {
                body.put(
                        "charges", judged.charges().stream().map(Records::plain).toList());
            }
            judged.undoes().ifPresent(undone -> body.put("undoes", undone));
            yes.ifPresent(parked -> {
                body.put("ticket", parked.ticket());
                body.put(
                        "approvedBy",
                        parked.answers().stream().map(a -> a.by().name()).toList());
            });
            return Arguments.from(body);
        });
    }

    static Entry secured(ToolCall call, Secured secured, Instant at) {
        return new Entry(
                Kind.SECURED,
                call.id(),
                at,
                Arguments.of(
                        "safeguards",
                        secured.safeguards().stream().sorted().toList(),
                        "kept",
                        secured.kept(),
                        "summary",
                        secured.summary()));
    }

    static Entry done(ToolCall call, Arguments outcome, Arguments left, List<Effect> did, Instant at) {
        long weight = (long) outcome.canonicalLength() + left.canonicalLength() + did.size() * (long) BESIDE_ARGUMENTS;
        return Entry.lazily(Kind.DONE, call.id(), at, weight, () -> end("outcome", outcome, left, did));
    }

    static Entry failed(ToolCall call, String problem, Arguments left, List<Effect> did, Instant at) {
        return new Entry(Kind.FAILED, call.id(), at, end("problem", problem, left, did));
    }

    private static Arguments end(String name, Object how, Arguments left, List<Effect> did) {
        return did.isEmpty()
                ? Arguments.of(name, how, "left", state(left))
                : Arguments.of(
                        name,
                        how,
                        "left",
                        state(left),
                        "effects",
                        did.stream().map(Judgement::plain).toList());
    }

    static Entry undone(String undone, String by, Instant at) {
        return new Entry(Kind.UNDONE, undone, at, Arguments.of("by", by));
    }

    static Entry settled(String call, boolean ran, String by, String why, Instant at) {
        return new Entry(Kind.SETTLED, call, at, Arguments.of("ran", ran, "by", by, "why", why));
    }

    static Entry noted(String call, String what, String why, Instant at) {
        return new Entry(Kind.NOTED, call, at, Arguments.of("what", what, "why", why));
    }

    /** That a candidate would have decided otherwise. */
    static Entry shadow(Judgement judged, Verdict would, Digest candidate, long leftOut, Instant at) {
        Verdict is = judged.verdict();
        String why = is.decision() + " by `" + is.reasons().get(0).rule() + "` would be " + would.decision() + " by `"
                + would.reasons().get(0).rule() + "`";
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("what", "shadow");
        body.put("why", Problem.clean(why));
        body.put("enforced", decided(is, judged.policy()));
        body.put("candidate", decided(would, candidate));
        body.put("leftOut", leftOut);
        return new Entry(Kind.NOTED, judged.call().id(), at, Arguments.from(body));
    }

    private static Map<String, ?> decided(Verdict verdict, Digest policy) {
        return Map.of("decision", verdict.decision(), "reasons", reasons(verdict), "policy", policy.hex());
    }

    /**
     * The result as an equal retry is told it: the value where it is plain and small, else only what there was. Reads the
     * value, which is somebody else's code, and throws nothing.
     */
    static Arguments outcomeOf(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        try {
            Arguments outcome = Arguments.of("value", value);
            return outcome.canonicalLength() <= LARGEST_OUTCOME && isShallow(outcome)
                    ? outcome
                    : Arguments.of(
                            "tooLarge",
                            outcome.canonicalLength(),
                            "digest",
                            outcome.digest().hex());
        } catch (InvalidArgumentsException | StackOverflowError | LinkageError | AssertionError e) {
            log.debug("the result of a call is not plain: {}", Problem.line(e));
            return Arguments.of("notPlain", value.getClass().getName());
        }
    }

    /** True when it also fits into an entry, one level deeper. Scalars need no look. */
    private static boolean isShallow(Arguments outcome) {
        Object value = outcome.get("value").orElse("");
        if (!(value instanceof Map) && !(value instanceof List)) {
            return true;
        }
        try {
            return !Arguments.of("outcome", outcome).names().isEmpty();
        } catch (InvalidArgumentsException e) {
            return false;
        }
    }

    /** A state too large to keep is not kept, so that the end can still be recorded; the undo then finds none and refuses. */
    private static Arguments state(Arguments left) {
        return left.canonicalLength() <= LARGEST_STATE ? left : Arguments.none();
    }

    /** About what an entry of this call keeps alive. */
    private static long weight(ToolCall call) {
        return (long) call.arguments().canonicalLength() + call.rationale().length() + BESIDE_ARGUMENTS;
    }

    private static List<String> reasons(Verdict verdict) {
        return verdict.reasons().stream()
                .limit(SHOWN_REASONS)
                .map(reason -> Problem.clean(reason.toString()))
                .toList();
    }

    private static Map<String, ?> plain(Charge charge) {
        return Map.of(
                "account", charge.account(),
                "amount", charge.amount().toPlainString(),
                "kept", charge.kept().toString());
    }

    // -- read back

    private static Charge charge(Map<?, ?> written) {
        return new Charge(
                text(written, "account"),
                new BigDecimal(text(written, "amount")),
                Duration.parse(text(written, "kept")));
    }

    /** What the call of this intent was charged; one whose account was redacted is another account, and charged all the same. */
    static List<Charge> charges(Arguments body) {
        List<Charge> charges = new ArrayList<>();
        if (body.get("charges").orElse(List.of()) instanceof List<?> written) {
            for (Object one : written) {
                try {
                    charges.add(charge((Map<?, ?>) one));
                } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
                    log.warn("a charge in the journal cannot be read: {}", Problem.line(e));
                }
            }
        }
        return charges;
    }

    /** The effects in a body; one whose name was redacted out of shape is left out. */
    static List<Effect> effects(Arguments body) {
        if (!(body.get("effects").orElse(List.of()) instanceof List<?> written)) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (Object one : written) {
            if (one instanceof Map<?, ?> effect) {
                try {
                    effects.add(effect(effect));
                } catch (IllegalArgumentException | ClassCastException e) {
                    log.debug("an effect in the journal cannot be read: {}", Problem.line(e));
                }
            }
        }
        return effects;
    }

    private static Effect effect(Map<?, ?> written) {
        return new Effect(
                Verb.valueOf(text(written, "verb")),
                new Resource(text(written, "resource")),
                ((Number) Objects.requireNonNull(written.get("count"))).longValue(),
                ((Number) Objects.requireNonNull(written.get("bytes"))).longValue(),
                Reversibility.valueOf(text(written, "reversibility")),
                Reversibility.valueOf(text(written, "inherent")));
    }

    static Optional<Reversibility> reversibility(Arguments body, String name) {
        return body.string(name).map(Reversibility::valueOf);
    }

    /** The reasons in a body; of a read, its rule. */
    static List<String> reasonsOf(Arguments body) {
        return body.get("reasons").orElse(List.of()) instanceof List<?> written && !written.isEmpty()
                ? written.stream().map(String::valueOf).toList()
                : body.string("rule").stream().toList();
    }

    static Caller callerOf(Arguments body) {
        Map<?, ?> caller = (Map<?, ?>) body.get("caller").orElseThrow();
        Caller known = new Caller(
                Caller.Kind.valueOf(text(caller, "kind")),
                text(caller, "tenant"),
                text(caller, "name"),
                text(caller, "session"),
                Optional.ofNullable((String) caller.get("onBehalfOf")),
                Set.of(),
                Optional.ofNullable((String) caller.get("parent")),
                Set.of());
        return known;
    }

    private static String text(Map<?, ?> from, String key) {
        return String.valueOf(from.get(key));
    }

    private static Map<String, @Nullable Object> base(ToolCall call) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("tool", call.tool());
        body.put("arguments", call.arguments());
        body.put("caller", identity(call.caller()));
        body.put("action", call.digest().hex());
        if (!call.rationale().isEmpty()) {
            body.put("rationale", call.rationale());
        }
        return body;
    }

    private static void put(Map<String, @Nullable Object> body, Judgement judged) {
        Assessment assessment = judged.assessment();
        body.put("reversibility", assessment.reversibility());
        body.put("inherent", assessment.inherent());
        body.put("complete", assessment.complete());
        List<Effect> effects = judged.evidence().measured();
        body.put("effects", shown(effects).stream().map(Judgement::plain).toList());
        body.put("effectsInAll", effects.size());
        body.put(
                "because",
                assessment.reasons().stream()
                        .limit(SHOWN_REASONS)
                        .map(Problem::clean)
                        .toList());
        body.put("policy", judged.policy().hex());
        judged.preview().ifPresent(seen -> body.put("preview", preview(seen)));
    }

    /** The first ones, up to a bound: an entry is written before every effect and must fit. */
    private static List<Effect> shown(List<Effect> effects) {
        int characters = 0;
        int count = 0;
        while (count < Math.min(effects.size(), SHOWN_EFFECTS) && characters < SHOWN_CHARACTERS) {
            characters += effects.get(count).resource().uri().length();
            count++;
        }
        return effects.subList(0, count);
    }

    private static Map<String, ?> preview(Preview seen) {
        return Map.of(
                "fidelity", seen.fidelity(), "fingerprint", seen.fingerprint().hex());
    }

    private static Map<String, @Nullable Object> identity(Caller caller) {
        Map<String, @Nullable Object> who = new LinkedHashMap<>();
        who.put("kind", caller.kind());
        who.put("tenant", caller.tenant());
        who.put("name", caller.name());
        who.put("session", caller.session());
        caller.onBehalfOf().ifPresent(person -> who.put("onBehalfOf", person));
        caller.parent().ifPresent(parent -> who.put("parent", parent));
        if (!caller.taint().isEmpty()) {
            who.put("taint", caller.taint().stream().sorted().toList());
        }
        return who;
    }

    /** The object under this name in the body of an entry that was written here; nothing when there is none. */
    @SuppressWarnings("unchecked") // JSON objects have no other keys
    static Arguments nested(Arguments body, String name) {
        return body.get(name)
                .filter(Map.class::isInstance)
                .map(map -> Arguments.from((Map<String, ?>) map))
                .orElse(Arguments.none());
    }
}
