package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Reversibility;
import io.brattice.approval.Brief.Opening;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * One question put to a person who reads and types lines.
 *
 * <p>Guarantees: nothing is preselected, an empty line asks again; what was typed before the brief was shown is dropped; a yes is
 * taken only once everything hidden was opened to its end, and, of an irreversible call, once the first characters of the
 * question were typed.
 *
 * <p>Does not: know who types. Used once, by one thread.
 */
public final class TerminalDialogue {

    private static final int PAGE = 40;
    private static final int CONFIRMATION = 6;
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private final Question question;
    private final Brief brief;
    private final TerminalLines typed;
    private final PrintWriter out;
    private final Clock clock;
    private final Person person;
    private final int width;
    private final boolean colour;
    private final Map<Integer, Opening> closed = new TreeMap<>();
    private boolean isAnswered;
    private String silence = "that is a no";

    TerminalDialogue(
            Question question,
            TerminalLines typed,
            PrintWriter out,
            Clock clock,
            Person person,
            int width,
            boolean colour) {
        this.question = question;
        this.brief = question.brief();
        this.typed = typed;
        this.out = out;
        this.clock = clock;
        this.person = person;
        this.width = width;
        this.colour = colour;
        brief.openable().forEach(opening -> closed.put(opening.number(), opening));
    }

    /**
     * A dialogue of {@code width} columns at a terminal.
     *
     * @param in what is typed, by nobody else meanwhile
     * @param person who types, as far as the caller knows
     */
    public static TerminalDialogue at(
            Reader in, PrintWriter out, Clock clock, Question question, Person person, int width, boolean colour) {
        return new TerminalDialogue(question, new TerminalLines(in), out, clock, person, width, colour);
    }

    /** What the person answered; empty where they did not, because the input ended or it was too late: that is no answer. */
    public Optional<Approval> given() {
        silence = "nothing was answered";
        Approval answer = answer();
        return isAnswered ? Optional.of(answer) : Optional.empty();
    }

    /** Exactly one answer, whatever is typed: the end of input, an interrupt and the deadline are a no. */
    Approval answer() {
        try {
            if (isLate()) {
                return no("it was too late before it could be shown");
            }
            out.println();
            out.print(brief.text(width, colour));
            out.flush();
            typed.forget();
            Approval answer = converse();
            isAnswered = true;
            return answer;
        } catch (TimeoutException e) {
            say("too late: the answer was due by " + question.answerBy() + " and no longer counts");
            return no("nobody answered in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return no("interrupted while waiting for an answer");
        } catch (IOException e) {
            return no("the terminal cannot be read");
        } catch (EndOfInput e) {
            say("the input has ended: " + silence);
            return no("the input ended without an answer");
        }
    }

    private Approval converse() throws TimeoutException, InterruptedException, EndOfInput {
        while (true) {
            String line = prompt("[y]es / [n]o / [o]pen N / [e]dit / [?] > ").strip();
            String command = line.toLowerCase(Locale.ROOT);
            if (command.equals("n") || command.equals("no")) {
                return no(prompt("why not (may be empty) > ").strip());
            }
            if (command.equals("y") || command.equals("yes")) {
                if (everythingOpened() && isConfirmed()) {
                    return Approval.yes(question, person, "");
                }
            } else if (command.equals("e") || command.equals("edit")) {
                Optional<Arguments> instead = edited();
                if (instead.isPresent()) {
                    return Approval.edit(question, person, instead.get(), "");
                }
            } else if (command.equals("o") || command.equals("open") || command.matches("(o|open) *[0-9]{1,6}")) {
                open(command);
            } else {
                help();
            }
        }
    }

    private boolean everythingOpened() {
        if (closed.isEmpty()) {
            return true;
        }
        closed.values()
                .forEach(opening -> say(Amount.of(opening.characters(), "character") + " of `" + opening.title()
                        + "` not shown; no yes before `open " + opening.number() + "` was read to its end"));
        return false;
    }

    private boolean isConfirmed() throws TimeoutException, InterruptedException, EndOfInput {
        if (question.assessment().reversibility() != Reversibility.IRREVERSIBLE) {
            return true;
        }
        String phrase = question.digest().hex().substring(0, CONFIRMATION);
        String line = prompt("this cannot be taken back; to say yes, type the first " + CONFIRMATION
                + " characters of the question (" + phrase + ") > ");
        if (line.strip().equalsIgnoreCase(phrase)) {
            return true;
        }
        say("that is not `" + phrase + "`; nothing was answered");
        return false;
    }

    private Optional<Arguments> edited() throws TimeoutException, InterruptedException, EndOfInput {
        say("these are the arguments; give others for the same tool as one line of JSON, or an empty line to go back");
        Columns.wrap(VisibleText.line(question.call().arguments().json()), width)
                .forEach(this::say);
        String json = prompt("arguments > ").strip();
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Arguments.fromJson(json));
        } catch (InvalidArgumentsException e) {
            Columns.wrap("refused: " + VisibleText.line(String.valueOf(e.getMessage())), width)
                    .forEach(this::say);
            return Optional.empty();
        }
    }

    /** Without a number: the first that is still closed. Only the last page makes it count as opened. */
    private void open(String command) throws TimeoutException, InterruptedException, EndOfInput {
        String digits = command.replaceAll("[^0-9]", "");
        int number = digits.isEmpty() ? closed.keySet().stream().findFirst().orElse(1) : Integer.parseInt(digits);
        if (number < 1 || number > brief.sections().size()) {
            say("there is no `" + number + "`; give a number from 1 to "
                    + brief.sections().size());
            return;
        }
        List<String> lines = brief.open(number, width, colour);
        for (int from = 0; from < lines.size(); from += PAGE) {
            int to = Math.min(lines.size(), from + PAGE);
            lines.subList(from, to).forEach(this::say);
            if (to < lines.size()
                    && !prompt("lines " + (from + 1) + " to " + to + " of " + lines.size()
                                    + "; an empty line goes on, anything else stops > ")
                            .isBlank()) {
                say("stopped before the end: still not opened");
                return;
            }
        }
        closed.remove(number);
    }

    private void help() {
        say("yes: exactly this may run once, as it was shown");
        say("no: it does not run, and the agent is told why");
        say("open N: shows part N in full" + (closed.isEmpty() ? "" : "; still closed: " + closed.keySet()));
        say("edit: a no, with other arguments that are judged like any new call");
    }

    private String prompt(String text) throws TimeoutException, InterruptedException, EndOfInput {
        out.print(text);
        out.flush();
        Duration left = Duration.between(clock.instant(), question.answerBy());
        String line = typed.next(left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left)
                .orElseThrow(EndOfInput::new);
        if (isLate()) {
            throw new TimeoutException();
        }
        return line;
    }

    private boolean isLate() {
        return !clock.instant().isBefore(question.answerBy());
    }

    private Approval no(String why) {
        return Approval.no(question, person, why);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Nobody can type any more. */
    private static final class EndOfInput extends Exception {
        private static final long serialVersionUID = 1;
    }
}
