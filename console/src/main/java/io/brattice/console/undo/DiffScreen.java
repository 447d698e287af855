package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.action.Effect;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what a session did, the same words with colour and without. */
final class DiffScreen {

    private static final int LINES_OF_A_FILE = 60;
    private static final int ROWS = 200;
    private static final int LONGEST_LINE = 400;

    private final PrintWriter out;
    private final boolean colour;
    private final boolean full;
    private final Optional<Path> base;

    /** @param places what will be shown: paths are named below the folder that holds all of them */
    DiffScreen(PrintWriter out, boolean colour, boolean full, List<Change> places) {
        this.out = out;
        this.base = base(places);
        this.colour = colour;
        this.full = full;
    }

    private static Optional<Path> base(List<Change> places) {
        @Nullable Path base = null;
        for (Change change : places) {
            for (Path path : List.of(change.path(), change.now())) {
                base = base == null ? path.getParent() : base;
                while (base != null && !path.startsWith(base)) {
                    base = base.getParent();
                }
            }
        }
        return Optional.ofNullable(base);
    }

    private String named(Path path) {
        boolean inside = base.isPresent() && path.startsWith(base.get()) && !path.equals(base.get());
        return Words.path(inside ? base.get().relativize(path) : path);
    }

    /** Whose session it was, and when. */
    void opening(List<Chronicle.Call> calls, ZoneId zone) {
        Chronicle.Call first = calls.get(0);
        Instant last = calls.get(calls.size() - 1).at();
        String from = Words.when(first.at(), zone);
        String to = Words.when(last, zone);
        long own = calls.stream().filter(call -> call.undoes().isEmpty()).count();
        out.println(Ink.BOLD.on(
                "session " + VisibleText.name(first.caller().session()) + " of " + Words.who(first.caller()) + ", "
                        + from + (to.equals(from) ? "" : " to " + to) + ", " + Words.counted(own, "call"),
                colour));
    }

    /** Everything in a few lines. */
    void summary(List<Chronicle.Call> calls, List<Change> places, Set<String> repositories) throws IOException {
        Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
        int since = 0;
        for (Change change : places) {
            counts.merge(change.kind().orElseThrow(), 1, Integer::sum);
            since += change.since().isEmpty() ? 0 : 1;
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, kind.word())));
        out.println(parts.isEmpty() ? "no file is different" : String.join(", ", parts));
        for (String repository : repositories) {
            out.println("repository touched: " + VisibleText.name(repository));
        }
        for (Chronicle.Call call : calls) {
            for (Effect effect : Deeds.outside(call)) {
                out.println(Ink.RED.on(
                        "reached outside: " + Deeds.past(effect.verb()) + " "
                                + VisibleText.line(effect.resource().uri()) + " (call " + call.id() + ")",
                        colour));
            }
        }
        long undone = calls.stream()
                .filter(call -> call.state() == Chronicle.State.UNDONE)
                .count();
        if (undone > 0) {
            out.println(Words.counted(undone, "call") + " taken back already, and not counted");
        }
        if (since > 0) {
            out.println(Ink.YELLOW.on(
                    Words.counted(since, "place") + " changed by somebody else since: marked with !", colour));
        }
    }

    /** Every place in a row. */
    void places(List<Change> places) throws IOException {
        if (places.isEmpty()) {
            return;
        }
        out.println();
        base.ifPresent(folder -> out.println("in " + Words.path(folder)));
        int most = full ? Integer.MAX_VALUE : ROWS;
        for (Change change : places.subList(0, Math.min(most, places.size()))) {
            Change.Kind kind = change.kind().orElseThrow();
            String row = String.format(
                    Locale.ROOT,
                    "%s %-8s %s  %s  (call %s)",
                    change.since().isEmpty() ? " " : "!",
                    kind.word(),
                    name(change, kind),
                    measure(change, kind),
                    String.join(", ", change.calls()));
            out.println(ink(kind).on(row, colour));
            if (!change.since().isEmpty()) {
                out.println(Ink.YELLOW.on("           since: " + VisibleText.line(change.since()), colour));
            }
        }
        if (places.size() > most) {
            out.println("  and " + Words.counted(places.size() - most, "place") + " more; --full shows them");
        }
    }

    private String name(Change change, Change.Kind kind) {
        return switch (kind) {
            case RENAMED -> named(change.path()) + " -> " + named(change.now());
            case DELETED, LOST -> named(change.path());
            case CHANGED, CREATED, MODE -> named(change.now());
        };
    }

    /** The calls that nothing takes back, and those of which not all is known. */
    void stays(List<Chronicle.Call> calls) {
        for (Chronicle.Call call : calls) {
            if (Deeds.ran(call) && Deeds.runsCode(call)) {
                out.println();
                out.println(Ink.YELLOW.on("ran code, which may have written what is not told of here:", colour));
                out.println("  " + call.id() + "  " + Words.call(call));
            }
        }
        List<Chronicle.Call> staying = calls.stream().filter(Deeds::stays).toList();
        if (staying.isEmpty()) {
            return;
        }
        out.println();
        out.println(Ink.YELLOW.on("cannot be taken back:", colour));
        for (Chronicle.Call call : staying) {
            out.println("  " + call.id() + "  " + Words.call(call));
            for (Effect effect : Deeds.effects(call)) {
                out.println("      " + Deeds.past(effect.verb()) + " "
                        + VisibleText.line(effect.resource().uri())
                        + (effect.count() > 1 ? " (" + Words.counted(effect.count(), "thing") + ")" : ""));
            }
        }
    }

    /** The lines of every text that differ. */
    void differences(List<Change> places) throws IOException {
        for (Change change : places) {
            Optional<List<String>> lines = Contents.difference(change);
            if (lines.isEmpty() || lines.get().isEmpty()) {
                continue;
            }
            boolean before = change.before().was().orElse(Sighting.NOTHING).kind() != Sighting.Kind.NOTHING;
            boolean after = change.after().kind() != Sighting.Kind.NOTHING;
            out.println();
            out.println(Ink.BOLD.on("--- " + (before ? named(change.path()) : "/dev/null"), colour));
            out.println(Ink.BOLD.on("+++ " + (after ? named(change.now()) : "/dev/null"), colour));
            int most = full ? Integer.MAX_VALUE : LINES_OF_A_FILE;
            for (String line : lines.get().subList(0, Math.min(most, lines.get().size()))) {
                line(line);
            }
            if (lines.get().size() > most) {
                out.println(Words.counted(lines.get().size() - most, "line") + " more; --full shows them");
            }
        }
    }

    private void line(String line) {
        boolean cut = !full && line.length() > LONGEST_LINE;
        String shown = VisibleText.source(cut ? line.substring(0, LONGEST_LINE) : line) + (cut ? " ..." : "");
        switch (line.charAt(0)) {
            case '+' -> out.println(Ink.GREEN.on(shown, colour));
            case '-' -> out.println(Ink.RED.on(shown, colour));
            case '@' -> out.println(Ink.DIM.on(shown, colour));
            default -> out.println(shown);
        }
    }

    private static Ink ink(Change.Kind kind) {
        return switch (kind) {
            case DELETED, LOST -> Ink.RED;
            case CREATED -> Ink.GREEN;
            case CHANGED, RENAMED, MODE -> Ink.YELLOW;
        };
    }

    private static String measure(Change change, Change.Kind kind) throws IOException {
        Sighting was = change.before().was().orElse(Sighting.NOTHING);
        return switch (kind) {
            case CREATED -> sized(change.after(), Optional.of(change.now()));
            case DELETED -> sized(was, change.before().kept());
            case LOST -> "what was there is no longer in the store";
            case MODE ->
                was.mode() == change.after().mode()
                        ? "owner " + was.uid() + ":" + was.gid() + " -> "
                                + change.after().uid() + ":" + change.after().gid()
                        : octal(was) + " -> " + octal(change.after());
            case CHANGED, RENAMED ->
                was.kind() == Sighting.Kind.FILE && change.after().kind() == Sighting.Kind.FILE
                        ? lines(change)
                        : sized(change.after(), Optional.of(change.now()));
        };
    }

    private static String octal(Sighting seen) {
        return Integer.toOctalString(seen.mode());
    }

    private static String lines(Change change) throws IOException {
        Optional<List<String>> lines = Contents.difference(change);
        if (lines.isPresent()) {
            long more =
                    lines.get().stream().filter(line -> line.startsWith("+")).count();
            long less =
                    lines.get().stream().filter(line -> line.startsWith("-")).count();
            return more + less == 0 ? Words.size(change.after().size()) : "+" + more + " -" + less;
        }
        long was = change.before().was().orElse(Sighting.NOTHING).size();
        return was == change.after().size() || change.before().kept().isEmpty()
                ? Words.size(change.after().size())
                : Words.size(was) + " -> " + Words.size(change.after().size());
    }

    private static String sized(Sighting seen, Optional<Path> place) throws IOException {
        return switch (seen.kind()) {
            case NOTHING -> "nothing";
            case FILE -> Words.size(seen.size());
            case LINK -> "link to " + VisibleText.name(seen.held());
            case OTHER -> "no file";
            case FOLDER -> place.isPresent() ? inside(Inventory.of(place.get())) : "folder";
        };
    }

    private static String inside(Inventory folder) {
        long things = folder.things() - 1;
        return things == 0
                ? "empty folder"
                : "folder of " + Words.counted(things, "thing") + (folder.complete() ? "" : " or more") + ", "
                        + Words.size(folder.bytes());
    }
}
