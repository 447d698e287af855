package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link QuestionFile}. What is written here is read here, member by member, and nothing else is. */
final class QuestionForm {

    private static final int VERSION = 1;
    private static final int WORDS = 6;
    private static final String WHAT = "the question file";

    private static final String[] QUESTION = {
        "brattice",
        "version",
        "ledger",
        "digest",
        "ticket",
        "call",
        "assessment",
        "preview",
        "verdict",
        "policy",
        "tool",
        "undo",
        "lately",
        "refusals",
        "approved",
        "asked",
        "answerBy"
    };
    private static final String[] CALL = {"id", "tool", "arguments", "caller", "rationale"};
    private static final String[] CALLER = {
        "kind", "tenant", "name", "session", "onBehalfOf", "roles", "parent", "taint"
    };
    private static final String[] ASSESSMENT = {
        "effects", "complete", "reversibility", "inherent", "safeguards", "reasons"
    };
    private static final String[] PREVIEW = {"effects", "fidelity", "fingerprint", "text"};
    private static final String[] VERDICT = {"decision", "reasons", "terms", "advice"};
    private static final String[] TERMS = {
        "people", "roles", "independent", "answerWithin", "validFor", "coolDown", "to"
    };
    private static final String[] PAST = {"call", "session", "tool", "at", "effects", "inherent", "state"};
    private static final String[] REFUSAL = {"verb", "resource", "inherent", "at", "until", "by", "why"};

    private QuestionForm() {}

    static byte[] write(String ledger, Question question) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("brattice", "question");
        all.put("version", VERSION);
        all.put("ledger", ledger);
        all.put("digest", question.digest().hex());
        all.put("ticket", question.ticket());
        all.put("call", plain(question.call()));
        all.put("assessment", plain(question.assessment()));
        all.put("preview", plain(question.preview()));
        all.put("verdict", plain(question.verdict()));
        all.put("policy", question.policy().hex());
        all.put("tool", question.tool().hex());
        all.put("undo", question.undo());
        all.put("lately", question.lately().stream().map(QuestionForm::plain).toList());
        all.put(
                "refusals",
                question.refusals().stream().map(QuestionForm::plain).toList());
        all.put("approved", question.approved().orElse(null));
        all.put("asked", question.asked());
        all.put("answerBy", question.answerBy());
        try {
            return Arguments.from(all).canonical();
        } catch (InvalidArgumentsException e) {
            throw new IllegalArgumentException(
                    "the question cannot be carried: " + e.getMessage() + "; answer it where it was asked", e);
        }
    }

    static QuestionFile read(byte[] bytes) {
        Members file = Members.read(WHAT, bytes, QuestionFile.MAX_BYTES, QUESTION);
        if (!file.text("brattice").equals("question")) {
            throw file.broken("is another file of Brattice");
        }
        if (file.number("version") != VERSION) {
            throw file.broken("is of version " + file.number("version") + ", and this is version " + VERSION);
        }
        Question question = new Question(
                file.text("ticket"),
                call(file.object("call", CALL)),
                assessment(file.object("assessment", ASSESSMENT)),
                preview(file.object("preview", PREVIEW)),
                verdict(file.object("verdict", VERDICT)),
                file.digest("policy"),
                file.digest("tool"),
                file.text("undo"),
                file.objects("lately", PAST).stream().map(QuestionForm::past).toList(),
                file.objects("refusals", REFUSAL).stream()
                        .map(QuestionForm::refusal)
                        .toList(),
                file.maybeArguments("approved"),
                List.of(),
                file.instant("asked"),
                file.instant("answerBy"));
        if (!question.digest().equals(file.digest("digest"))) {
            throw file.broken("was changed: it holds another question than the one it names");
        }
        return new QuestionFile(file.text("ledger"), question);
    }

    // -- the call -----------------------------------------------------------------------------------------------------

    private static Map<String, ?> plain(ToolCall call) {
        return Map.of(
                "id", call.id(),
                "tool", call.tool(),
                "arguments", call.arguments(),
                "caller", plain(call.caller()),
                "rationale", call.rationale());
    }

    private static ToolCall call(Members call) {
        return new ToolCall(
                call.text("id"),
                call.text("tool"),
                call.arguments("arguments"),
                caller(call.object("caller", CALLER)),
                call.text("rationale"));
    }

    private static Map<String, ?> plain(Caller caller) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("kind", caller.kind());
        plain.put("tenant", caller.tenant());
        plain.put("name", caller.name());
        plain.put("session", caller.session());
        plain.put("onBehalfOf", caller.onBehalfOf().orElse(null));
        plain.put("roles", sorted(caller.roles()));
        plain.put("parent", caller.parent().orElse(null));
        plain.put("taint", sorted(caller.taint()));
        return plain;
    }

    private static Caller caller(Members caller) {
        return new Caller(
                caller.constant("kind", Caller.Kind.class),
                caller.text("tenant"),
                caller.text("name"),
                caller.text("session"),
                caller.maybeText("onBehalfOf"),
                caller.names("roles"),
                caller.maybeText("parent"),
                caller.names("taint"));
    }

    // -- what it would do ---------------------------------------------------------------------------------------------

    private static Map<String, ?> plain(Assessment assessment) {
        return Map.of(
                "effects", effects(assessment.effects()),
                "complete", assessment.complete(),
                "reversibility", assessment.reversibility(),
                "inherent", assessment.inherent(),
                "safeguards",
                        assessment.safeguards().stream()
                                .sorted((a, b) ->
                                        (a.id() + " " + a.description()).compareTo(b.id() + " " + b.description()))
                                .map(one -> Map.of("id", one.id(), "description", one.description()))
                                .toList(),
                "reasons", assessment.reasons());
    }

    private static Assessment assessment(Members assessment) {
        Set<Safeguard> safeguards = assessment.objects("safeguards", "id", "description").stream()
                .map(one -> new Safeguard(one.text("id"), one.text("description")))
                .collect(Collectors.toSet());
        return new Assessment(
                effects(assessment, "effects"),
                assessment.flag("complete"),
                assessment.constant("reversibility", Reversibility.class),
                assessment.constant("inherent", Reversibility.class),
                safeguards,
                assessment.texts("reasons"));
    }

    private static Map<String, ?> plain(Preview preview) {
        return Map.of(
                "effects", effects(preview.effects()),
                "fidelity", preview.fidelity(),
                "fingerprint", preview.fingerprint().hex(),
                "text", preview.text());
    }

    private static Preview preview(Members preview) {
        return new Preview(
                effects(preview, "effects"),
                preview.constant("fidelity", Preview.Fidelity.class),
                preview.digest("fingerprint"),
                preview.text("text"));
    }

    /** A text each, since there may be thousands. The name comes last, and may hold spaces. */
    private static List<String> effects(List<Effect> effects) {
        return effects.stream()
                .map(one -> one.verb() + " " + one.count() + " " + one.bytes() + " " + one.reversibility() + " "
                        + one.inherent() + " " + one.resource().uri())
                .toList();
    }

    private static List<Effect> effects(Members members, String name) {
        List<Effect> effects = new ArrayList<>();
        for (String text : members.texts(name)) {
            String[] words = text.split(" ", WORDS);
            if (words.length != WORDS) {
                throw members.broken("has no effect in `" + VisibleText.line(text) + "`");
            }
            effects.add(new Effect(
                    Verb.valueOf(words[0]),
                    new Resource(words[5]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Reversibility.valueOf(words[3]),
                    Reversibility.valueOf(words[4])));
        }
        return effects;
    }

    // -- why a person is asked ----------------------------------------------------------------------------------------

    private static Map<String, ?> plain(Verdict verdict) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("decision", verdict.decision());
        plain.put(
                "reasons",
                verdict.reasons().stream()
                        .map(reason -> Map.of("rule", reason.rule(), "text", reason.text()))
                        .toList());
        plain.put("terms", verdict.terms().map(QuestionForm::plain).orElse(null));
        plain.put("advice", verdict.advice());
        return plain;
    }

    private static Verdict verdict(Members verdict) {
        return new Verdict(
                verdict.constant("decision", Decision.class),
                verdict.objects("reasons", "rule", "text").stream()
                        .map(reason -> new Reason(reason.text("rule"), reason.text("text")))
                        .toList(),
                verdict.maybeObject("terms", TERMS).map(QuestionForm::terms),
                verdict.text("advice"));
    }

    private static Map<String, ?> plain(ApprovalTerms terms) {
        return Map.of(
                "people", terms.people(),
                "roles", sorted(terms.roles()),
                "independent", terms.independent(),
                "answerWithin", terms.answerWithin(),
                "validFor", terms.validFor(),
                "coolDown", terms.coolDown(),
                "to", sorted(terms.to()));
    }

    private static ApprovalTerms terms(Members terms) {
        return new ApprovalTerms(
                Math.toIntExact(Math.min(Math.max(terms.number("people"), 0), Integer.MAX_VALUE)),
                terms.names("roles"),
                terms.flag("independent"),
                terms.duration("answerWithin"),
                terms.duration("validFor"),
                terms.duration("coolDown"),
                terms.names("to"));
    }

    // -- what was before ----------------------------------------------------------------------------------------------

    private static Map<String, ?> plain(History.Past past) {
        return Map.of(
                "call", past.call(),
                "session", past.session(),
                "tool", past.tool(),
                "at", past.at(),
                "effects", effects(past.effects()),
                "inherent", past.inherent(),
                "state", past.state());
    }

    private static History.Past past(Members past) {
        return new History.Past(
                past.text("call"),
                past.text("session"),
                past.text("tool"),
                past.instant("at"),
                effects(past, "effects"),
                past.constant("inherent", Reversibility.class),
                past.constant("state", History.State.class));
    }

    private static Map<String, ?> plain(History.Refusal refusal) {
        return Map.of(
                "verb", refusal.verb(),
                "resource", refusal.resource().uri(),
                "inherent", refusal.inherent(),
                "at", refusal.at(),
                "until", refusal.until(),
                "by", refusal.by(),
                "why", refusal.why());
    }

    private static History.Refusal refusal(Members refusal) {
        return new History.Refusal(
                refusal.constant("verb", Verb.class),
                new Resource(refusal.text("resource")),
                refusal.constant("inherent", Reversibility.class),
                refusal.instant("at"),
                refusal.instant("until"),
                refusal.text("by"),
                refusal.text("why"));
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
