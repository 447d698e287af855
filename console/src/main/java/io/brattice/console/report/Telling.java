package io.brattice.console.report;

import io.brattice.action.Verb;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How a report puts things. */
final class Telling {

    /** What is told first. */
    static final List<Verb> BY_GRAVITY = List.of(
            Verb.SPEND,
            Verb.DISCLOSE,
            Verb.SEND,
            Verb.GRANT,
            Verb.INTERRUPT,
            Verb.DELETE,
            Verb.UPDATE,
            Verb.CREATE,
            Verb.EXECUTE);

    private Telling() {}

    /** What a verb did. */
    static String past(Verb verb) {
        return switch (verb) {
            case READ -> "read";
            case CREATE -> "created";
            case UPDATE -> "changed";
            case DELETE -> "deleted";
            case EXECUTE -> "run";
            case SEND -> "sent";
            case DISCLOSE -> "disclosed";
            case SPEND -> "spent";
            case GRANT -> "granted";
            case INTERRUPT -> "interrupted";
        };
    }

    static String words(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 1
                ? wait.toMillis() + " ms"
                : seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    static String counted(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static Piece ours(String text) {
        return Piece.ours(text);
    }

    static Piece ours(String text, Tone tone) {
        return Piece.ours(text, tone);
    }

    static Piece theirs(String text) {
        return Piece.theirs(text);
    }

    /** Files by their path. */
    static String name(String resource) {
        return Deed.cut(resource.startsWith("file:") ? resource.substring("file:".length()) : resource);
    }

    static String done(Verb verb, Totals.Much much) {
        String things = much.things == 0 ? "" : past(verb) + (much.things == 1 ? "" : " (" + number(much.things) + ")");
        String parts = much.parts == 0
                ? ""
                : counted(much.parts, "line") + (verb == Verb.DELETE ? " taken away" : " " + past(verb));
        return things.isEmpty() || parts.isEmpty() ? things + parts : things + ", " + parts;
    }
}
