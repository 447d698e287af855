package io.brattice.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a person judges in two minutes: the facts of one question, and every one of them to be opened in full.
 *
 * <p>Guarantees: total, whatever the arguments hold; every leaf of the arguments is shown or counted, and {@link #open} shows
 * the rest; {@link #inFull()} is injective, so that two calls with different action digests never read the same; no character
 * of it acts on a terminal (only line ends are left, and with colour the brief's own colour codes); the agent's own words come
 * last, each line behind a margin that they cannot leave.
 *
 * <p>Does not: make text safe in HTML, Markdown or a chat's markup. The text is plain; a channel that has markup escapes it.
 * A channel that cannot open everything must not offer a yes: see {@link #canBeShownInFull}.
 *
 * <p>Immutable.
 */
public final class Brief {

    /** Narrower than this, nothing can be laid out; smaller widths count as this one. */
    public static final int NARROWEST = 40;

    private static final int LABEL = 13;

    private final List<Section> sections;
    private final Question question;

    private Brief(List<Section> sections, Question question) {
        this.sections = sections;
        this.question = question;
    }

    /** The brief of this question. The same question always gives the same brief. */
    public static Brief of(Question question) {
        Objects.requireNonNull(question, "question");
        return new Brief(new BriefSections(question).all(), question);
    }

    /** How much a section may be believed, and how it should look. */
    public enum Tone {
        /** A fact. */
        PLAIN,
        /** A fact nobody may miss: what cannot be taken back, what hides or deceives, what differs from last time. */
        LOUD,
        /** The world's words: what a rehearsal printed, with names that anybody may have chosen. */
        QUOTED,
        /** The agent's words: not checked, not to be believed. */
        UNTRUSTED
    }

    /**
     * One part of the brief, safe to show as plain text, one element a line.
     *
     * @param number what {@link Brief#open} takes, from 1
     * @param title in lower case
     * @param lines what the brief shows of it, never empty
     * @param full all of it
     * @param hidden how many characters of it the brief does not show
     */
    public record Section(int number, String title, Tone tone, List<String> lines, List<String> full, int hidden) {
        public Section {
            lines = List.copyOf(lines);
            full = List.copyOf(full);
        }
    }

    /**
     * One thing the brief does not show in full.
     *
     * @param characters how many of its characters are not shown, at least 1
     */
    public record Opening(int number, String title, int characters) {}

    /** The parts in the order to be shown: facts, then what a rehearsal printed, then the agent's words. */
    public List<Section> sections() {
        return sections;
    }

    /** What is not shown in full. */
    public List<Opening> openable() {
        return sections.stream()
                .filter(section -> section.hidden() > 0)
                .map(section -> new Opening(section.number(), section.title(), section.hidden()))
                .toList();
    }

    /**
     * One section in full, in lines of any length.
     *
     * @param number of a section, also of one that hides nothing
     * @throws IllegalArgumentException if there is no such section
     */
    public List<String> open(int number) {
        return section(number).full();
    }

    /** One section in full, laid out like {@link #text}. */
    public List<String> open(int number, int width, boolean colour) {
        Section section = section(number);
        return new Layout(width, colour).lines(section, section.full());
    }

    /** Ten lines or so of facts, then the agent's words; no line wider than {@code width} columns. */
    public String text(int width, boolean colour) {
        Layout layout = new Layout(width, colour);
        List<String> lines = new ArrayList<>();
        for (Section section : sections) {
            lines.addAll(layout.lines(section, section.lines()));
        }
        lines.addAll(layout.lines(comparison(), comparison().full()));
        return String.join("\n", lines) + "\n";
    }

    /**
     * Everything opened, but no digest: a total function of the question, injective on the action (tool, arguments, kind,
     * tenant, name, on-behalf-of, session). Lines are as long as they are.
     */
    public String inFull() {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            String margin = section.title()
                    + switch (section.tone()) {
                        case PLAIN, LOUD -> ": ";
                        case QUOTED, UNTRUSTED -> "| ";
                    };
            section.full().forEach(line -> text.append(margin).append(line).append('\n'));
        }
        return text.toString();
    }

    /** Whether a channel that shows at most so many characters can show it all. Where it cannot, nobody can approve there. */
    public boolean canBeShownInFull(int limit) {
        return notShown(limit) == 0;
    }

    /** How many characters of {@link #inFull()} a channel that shows at most {@code limit} would leave out. */
    public int notShown(int limit) {
        return Math.max(0, inFull().length() - limit);
    }

    /** {@link #text} at 100 columns, without colour. */
    @Override
    public String toString() {
        return text(100, false);
    }

    private Section section(int number) {
        if (number < 1 || number > sections.size()) {
            throw new IllegalArgumentException(
                    "there is no section `" + number + "`; give a number from 1 to " + sections.size());
        }
        return sections.get(number - 1);
    }

    private Section comparison() {
        List<String> line = List.of(question.digest().shortForm() + " (the same on every channel that asks this)");
        return new Section(sections.size() + 1, "question", Tone.PLAIN, line, line, 0);
    }

    /** Labels on the left, text beside them, colour around whole lines only. */
    private record Layout(int width, boolean colour) {

        Layout {
            width = Math.max(width, NARROWEST);
        }

        List<String> lines(Section section, List<String> texts) {
            List<String> lines = new ArrayList<>();
            boolean fenced = section.tone() == Tone.QUOTED || section.tone() == Tone.UNTRUSTED;
            String label = section.title();
            if (section.tone() == Tone.UNTRUSTED) {
                lines.add(painted(section.tone(), rule("the agent's own words: not checked, not to be believed")));
            }
            for (String text : texts) {
                for (String part : Columns.wrap(text, width - LABEL)) {
                    String margin = fenced ? section.title() + "| " : label;
                    lines.add(painted(section.tone(), (pad(margin) + part).stripTrailing()));
                    label = "";
                }
            }
            if (section.tone() == Tone.UNTRUSTED) {
                lines.add(painted(section.tone(), rule("end of the agent's own words")));
            }
            return lines;
        }

        private String rule(String text) {
            String line = "---- " + text + " ";
            return (line + "-".repeat(Math.max(0, width - line.length()))).substring(0, width);
        }

        private static String pad(String margin) {
            return margin + " ".repeat(LABEL - margin.length());
        }

        private String painted(Tone tone, String line) {
            String code = switch (tone) {
                case PLAIN -> "";
                case LOUD -> "\u001b[1;31m";
                case QUOTED, UNTRUSTED -> "\u001b[2m";
            };
            return colour && !code.isEmpty() ? code + line + "\u001b[0m" : line;
        }
    }
}
