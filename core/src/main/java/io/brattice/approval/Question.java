package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked: one call, with the facts in front of them.
 *
 * <p>{@link #digest()} covers everything that {@link #brief()} can show, so that what was seen is what is approved.
 *
 * @param ticket names the question; the same action by the same caller has the same ticket while it waits
 * @param preview what a rehearsal saw; {@link Preview#none} where there is none
 * @param policy the digest of the policy that asked
 * @param tool the digest of the tool that would run
 * @param undo one line: how it would be undone, empty where it cannot be
 * @param lately what the same caller did before, newest first, bounded
 * @param refusals earlier noes that this call comes near to
 * @param approved the arguments of the last approved call of the same tool by the same principal, to show what differs
 * @param answered yeses so far, where several people are needed
 */
public record Question(
        String ticket,
        ToolCall call,
        Assessment assessment,
        Preview preview,
        Verdict verdict,
        Digest policy,
        Digest tool,
        String undo,
        List<History.Past> lately,
        List<History.Refusal> refusals,
        Optional<Arguments> approved,
        List<Approval> answered,
        Instant asked,
        Instant answerBy) {

    public Question {
        Objects.requireNonNull(ticket, "ticket");
        lately = List.copyOf(lately);
        refusals = List.copyOf(refusals);
        answered = List.copyOf(answered);
    }

    /** What a yes must satisfy. */
    public ApprovalTerms terms() {
        return verdict.terms().orElseGet(ApprovalTerms::onePerson);
    }

    /** The same question once somebody has said yes and more people are needed. */
    public Question answeredBy(Approval yes) {
        List<Approval> more = new ArrayList<>(answered);
        more.add(yes);
        return new Question(
                ticket,
                call,
                assessment,
                preview,
                verdict,
                policy,
                tool,
                undo,
                lately,
                refusals,
                approved,
                more,
                asked,
                answerBy);
    }

    /** The facts for a person, and a way to open every one of them in full. */
    public Brief brief() {
        return Brief.of(this);
    }

    /**
     * SHA-256 over everything a brief shows: action, class, reasons, effects, preview, verdict, terms, policy, history, the
     * agent's words. Who else has answered is not part of it, so that two people answer the same question.
     */
    public Digest digest() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("ticket", ticket);
        all.put("action", call.digest().hex());
        all.put("caller", call.caller());
        all.put("rationale", exactly(call.rationale()).hex());
        all.put("assessment", plain(assessment));
        all.put(
                "preview",
                Map.of(
                        "fidelity", preview.fidelity(),
                        "fingerprint", preview.fingerprint().hex(),
                        "text", exactly(preview.text()).hex(),
                        "effects", effects(preview.effects())));
        all.put("decision", verdict.decision());
        all.put("reasons", verdict.reasons());
        all.put("terms", terms());
        all.put("policy", policy.hex());
        all.put("tool", tool.hex());
        all.put("undo", undo);
        all.put("lately", lately.stream().map(Question::plain).toList());
        all.put("refusals", refusals.stream().map(Question::plain).toList());
        all.put("approved", approved.map(args -> args.digest().hex()).orElse(null));
        return Arguments.from(all).digest();
    }

    private static Map<String, ?> plain(Assessment assessment) {
        return Map.of(
                "effects", effects(assessment.effects()),
                "complete", assessment.complete(),
                "reversibility", assessment.reversibility(),
                "inherent", assessment.inherent(),
                "safeguards",
                        assessment.safeguards().stream()
                                .map(s -> s.id() + " " + s.description())
                                .sorted()
                                .toList(),
                "reasons", assessment.reasons());
    }

    private static Map<String, ?> plain(History.Past past) {
        return Map.of(
                "call", past.call(),
                "tool", past.tool(),
                "at", past.at(),
                "effects", effects(past.effects()),
                "inherent", past.inherent(),
                "state", past.state());
    }

    private static Map<String, ?> plain(History.Refusal refusal) {
        return Map.of(
                "verb", refusal.verb(),
                "resource", refusal.resource().uri(),
                "inherent", refusal.inherent(),
                "at", refusal.at(),
                "by", refusal.by(),
                "why", refusal.why());
    }

    /** A digest of the list, which may be longer than arguments can be. No name of a resource has a line end. */
    private static String effects(List<Effect> effects) {
        StringBuilder lines = new StringBuilder();
        for (Effect e : effects) {
            lines.append(e.verb()).append(' ');
            lines.append(e.count()).append(' ');
            lines.append(e.bytes()).append(' ');
            lines.append(e.reversibility()).append(' ');
            lines.append(e.inherent()).append(' ');
            lines.append(e.resource().uri()).append('\n');
        }
        return exactly(lines.toString()).hex();
    }

    /** Of the UTF-16 units, so that a text of any length has one, even with a lone surrogate. */
    private static Digest exactly(String text) {
        ByteBuffer units = ByteBuffer.allocate(2 * text.length());
        units.asCharBuffer().put(text);
        return Digest.of(units.array());
    }

    /** The reasons of the verdict, one line each. */
    public List<String> reasons() {
        return verdict.reasons().stream().map(Reason::toString).toList();
    }
}
