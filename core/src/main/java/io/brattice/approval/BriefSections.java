package io.brattice.approval;

import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.approval.Brief.Section;
import io.brattice.approval.Brief.Tone;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the sections of a brief, facts first. Every line is made safe here, by {@link VisibleText}, and nowhere later. */
final class BriefSections {

    private static final int WIDEST = 320;

    private final Question question;
    private final List<Section> sections = new ArrayList<>();

    BriefSections(Question question) {
        this.question = question;
    }

    List<Section> all() {
        boolean grave = question.assessment().reversibility() == Reversibility.IRREVERSIBLE;
        List<String> arguments = ArgumentLines.of(question.call().arguments());
        add("would", grave ? Tone.LOUD : Tone.PLAIN, List.of(Headline.of(question)), 1);
        add("warning", Tone.LOUD, Warnings.of(question), 4);
        add("why", Tone.PLAIN, why(), 3);
        add("undo", Tone.PLAIN, List.of(undo()), 1);
        add("who", Tone.PLAIN, who(question.call().caller()), 1);
        add(
                "rule",
                Tone.PLAIN,
                question.verdict().reasons().stream().map(BriefSections::rule).toList(),
                3);
        add("terms", Tone.PLAIN, terms(question.terms()), 1);
        add("tool", Tone.PLAIN, List.of(VisibleText.name(question.call().tool())), 1);
        add("arguments", Tone.PLAIN, arguments, 6);
        add("changed", Tone.LOUD, ArgumentLines.differences(question), 6);
        add("effects", Tone.PLAIN, effects(), 5);
        add("assessed", Tone.PLAIN, assessedBefore(), 1);
        add(
                "lately",
                Tone.PLAIN,
                question.lately().stream().map(BriefSections::past).toList(),
                3);
        add(
                "earlier no",
                Tone.LOUD,
                question.refusals().stream().map(BriefSections::refusal).toList(),
                3);
        String previewed = question.preview().text();
        add("preview", Tone.QUOTED, previewed.isEmpty() ? List.of() : VisibleText.lines(previewed), 5);
        String rationale = question.call().rationale();
        add("agent", Tone.UNTRUSTED, rationale.isEmpty() ? List.of() : VisibleText.lines(rationale), 6);
        return List.copyOf(sections);
    }

    private List<String> why() {
        List<String> lines = new ArrayList<>();
        question.assessment().reasons().forEach(reason -> lines.add(VisibleText.line(reason)));
        question.assessment().safeguards().stream()
                .sorted(Comparator.comparing(Safeguard::id).thenComparing(Safeguard::description))
                .forEach(one -> lines.add(
                        "depends on " + VisibleText.name(one.id()) + ": " + VisibleText.line(one.description())));
        return lines;
    }

    private String undo() {
        return question.undo().isEmpty() ? "nothing can undo it" : VisibleText.line(question.undo());
    }

    private static List<String> who(Caller caller) {
        String line = Headline.lower(caller.kind()) + " " + VisibleText.quoted(caller.name()) + ", on behalf of "
                + caller.onBehalfOf().map(VisibleText::quoted).orElse("nobody") + ", tenant "
                + VisibleText.quoted(caller.tenant()) + ", session " + VisibleText.quoted(caller.session())
                + caller.parent()
                        .map(parent -> ", started by session " + VisibleText.quoted(parent))
                        .orElse("")
                + (caller.roles().isEmpty() ? "" : ", roles " + names(caller.roles()))
                + (caller.taint().isEmpty() ? "" : "; HAS READ UNTRUSTED: " + names(caller.taint()));
        return List.of(line);
    }

    private static String rule(Reason reason) {
        return VisibleText.name(reason.rule()) + ": " + VisibleText.line(reason.text());
    }

    private List<String> terms(ApprovalTerms terms) {
        String answered = question.answered().isEmpty()
                ? ""
                : "; yes so far from "
                        + question.answered().stream()
                                .map(yes -> VisibleText.quoted(yes.by().name()))
                                .collect(Collectors.joining(", "));
        return List.of(Amount.of(terms.people(), "person")
                + (terms.roles().isEmpty() ? "" : ", holding " + names(terms.roles()))
                + (terms.independent() ? ", not the one it acts for" : "")
                + (terms.to().isEmpty() ? "" : ", asked " + names(terms.to()))
                + "; answer by " + question.answerBy().truncatedTo(ChronoUnit.SECONDS)
                + " (asked " + question.asked().truncatedTo(ChronoUnit.SECONDS) + ")"
                + "; a yes is good for " + Amount.time(terms.validFor())
                + (terms.coolDown().isZero() ? "" : " after resting " + Amount.time(terms.coolDown()))
                + answered
                + "; ticket " + VisibleText.name(question.ticket()));
    }

    private List<String> effects() {
        boolean rehearsed = question.preview().fidelity() != Fidelity.NONE;
        List<String> lines = new ArrayList<>(lines(
                rehearsed ? question.preview().effects() : question.assessment().effects()));
        switch (question.preview().fidelity()) {
            case EXACT -> lines.add(0, "rehearsed: exactly this, if it ran now");
            case PARTIAL -> lines.add(0, "rehearsed in part: this, and there may be more");
            case NONE -> lines.add(0, "not rehearsed: from reading the call only");
        }
        return lines;
    }

    private List<String> assessedBefore() {
        List<Effect> assessed = question.assessment().effects();
        boolean shown = question.preview().fidelity() == Fidelity.NONE
                || assessed.equals(question.preview().effects());
        return shown ? List.of() : lines(assessed);
    }

    private static List<String> lines(List<Effect> effects) {
        return effects.stream()
                .sorted(Comparator.comparingLong(Effect::count)
                        .thenComparingLong(Effect::bytes)
                        .reversed())
                .map(BriefSections::effect)
                .toList();
    }

    private static String effect(Effect effect) {
        String guarded =
                effect.reversibility() == effect.inherent() ? "" : " (" + effect.inherent() + " without its safeguard)";
        return Headline.doing(effect.verb()) + " "
                + VisibleText.name(effect.resource().uri()) + ": "
                + Amount.of(effect.count(), Headline.noun(effect))
                + (effect.bytes() == 0 ? "" : ", " + Amount.bytes(effect.bytes()))
                + ", " + effect.reversibility() + guarded;
    }

    private static String past(History.Past past) {
        return past.at().truncatedTo(ChronoUnit.SECONDS) + " " + VisibleText.name(past.tool()) + " "
                + Headline.lower(past.state()) + ", " + past.inherent() + ": "
                + (past.effects().isEmpty() ? "no effect known" : Headline.sum(past.effects()))
                + " (call " + VisibleText.name(past.call()) + ")";
    }

    private static String refusal(History.Refusal refusal) {
        return refusal.at().truncatedTo(ChronoUnit.SECONDS) + " " + VisibleText.quoted(refusal.by()) + " refused to "
                + Headline.doing(refusal.verb()) + " "
                + VisibleText.name(refusal.resource().uri()) + ", "
                + refusal.inherent() + ": " + VisibleText.line(refusal.why());
    }

    private static String names(Set<String> names) {
        return names.stream().sorted().map(VisibleText::quoted).collect(Collectors.joining(", "));
    }

    /** A section that shows the first lines, each up to a length, and says exactly how much is missing. */
    private void add(String title, Tone tone, List<String> full, int most) {
        if (full.isEmpty()) {
            return;
        }
        int number = sections.size() + 1;
        List<String> shown = new ArrayList<>();
        int hidden = 0;
        for (String line : full.subList(0, Math.min(most, full.size()))) {
            int end = line.length() <= WIDEST ? line.length() : cut(line);
            hidden += line.length() - end;
            shown.add(
                    end == line.length()
                            ? line
                            : line.substring(0, end) + " ... " + Amount.of(line.length() - end, "character")
                                    + " more: open " + number);
        }
        if (full.size() > most) {
            int rest = full.subList(most, full.size()).stream()
                    .mapToInt(line -> Math.max(1, line.length()))
                    .sum();
            hidden += rest;
            shown.add("and " + Amount.count(full.size() - most) + " more (" + Amount.of(rest, "character") + "): open "
                    + number);
        }
        sections.add(new Section(number, title, tone, shown, full, hidden));
    }

    private static int cut(String line) {
        return Character.isHighSurrogate(line.charAt(WIDEST - 1)) ? WIDEST - 1 : WIDEST;
    }
}
