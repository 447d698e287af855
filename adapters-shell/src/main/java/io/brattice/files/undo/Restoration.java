package io.brattice.files.undo;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes back a call that was made of {@link Step}s, newest part first: every part that is still as the call left it. What somebody else
 * changed since is left as it is, and named.
 */
public final class Restoration implements Tool {

    /** What counts as made, after a removal that did not come to pass: it is what was there before. */
    private static final String STAYED = "stayed";

    private final String name;
    private final Function<Map<?, ?>, Step> reader;

    private Restoration(String name, Function<Map<?, ?>, Step> reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * A tool that takes back what a tool of steps did.
     *
     * @param reader makes steps from their notes
     */
    public static Restoration of(String name, Function<Map<?, ?>, Step> reader) {
        return new Restoration(name, reader);
    }

    /**
     * Reads the note of a file step.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Step fileStep(Map<?, ?> note) {
        String kind = text(note, "kind");
        Path path = Path.of(text(note, "path"));
        return switch (kind) {
            case MovedAside.KIND -> new MovedAside(path, Path.of(text(note, "aside")), text(note, "identity"));
            case Created.KIND -> new Created(path, Path.of(text(note, "aside")));
            case Copied.KIND -> new Copied(path, Path.of(text(note, "aside")));
            case Renamed.KIND -> new Renamed(path, Path.of(text(note, "to")));
            case TreeKept.KIND -> new TreeKept(path, Path.of(text(note, "aside")));
            case ModesKept.KIND -> new ModesKept(path, texts(note, "notes"));
            default -> throw new IllegalArgumentException("not a step that can be taken back: `" + kind + "`");
        };
    }

    /** A text of a note. */
    public static String text(Map<?, ?> note, String name) {
        if (note.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the note of a step has no `" + name + "`");
    }

    private static List<String> texts(Map<?, ?> note, String name) {
        if (note.get(name) instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new IllegalArgumentException("the note of a step has no `" + name + "`");
    }

    /** What the steps left, in the form in which {@link #rehearsal} and {@link #run} expect it. */
    public static Arguments left(List<? extends Step> steps) throws IOException {
        List<String> states = new ArrayList<>();
        Set<Path> stayed = new HashSet<>();
        for (Step step : steps) {
            boolean there = step instanceof Created created && stayed.contains(created.path());
            states.add(there ? STAYED : step.left());
            step.stayed().ifPresent(stayed::add);
        }
        return Arguments.of("states", states);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Reversibility> declared() {
        return Optional.of(Reversibility.REVERSIBLE);
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(call -> preview(call.arguments()));
    }

    @Override
    public Object run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        String shown = permit.preview().map(Preview::text).orElse("");
        if (!reversal(call.arguments()).text().equals(shown)) {
            throw new StaleException("what would be put back is not what was shown");
        }
        return restore(call);
    }

    /**
     * Takes the call back, but for what somebody else changed since.
     *
     * @return what was taken back and what was left as it is, a line each
     * @throws StaleException when nothing of it is as the call left it; then nothing has been changed
     */
    String restore(ToolCall call) throws IOException, StaleException {
        Reversal reversal = reversal(call.arguments());
        for (Reversal.Part part : reversal.parts()) {
            part.step().undo(part.left());
        }
        return reversal.text();
    }

    private Preview preview(Arguments arguments) throws IOException, StaleException {
        Reversal reversal = reversal(arguments);
        List<Effect> effects = new ArrayList<>();
        for (Reversal.Part part : reversal.parts()) {
            effects.add(Effect.of(Verb.UPDATE, part.step().resource(), Reversibility.REVERSIBLE));
        }
        Digest seen = Digest.of(Digest.of(arguments.canonical()).hex() + "\n" + reversal.text());
        return Preview.exact(effects, seen, reversal.text());
    }

    private Reversal reversal(Arguments arguments) throws IOException, StaleException {
        List<?> notes = list(arguments, "secured", "steps");
        List<?> states = list(arguments, "left", "states");
        if (notes.isEmpty()) {
            throw new StaleException("the call kept nothing that could be put back");
        }
        if (!states.isEmpty() && states.size() != notes.size()) {
            throw new StaleException("the notes of the call do not fit each other");
        }
        List<Reversal.Part> parts = new ArrayList<>();
        for (int i = notes.size() - 1; i >= 0; i--) {
            if (states.isEmpty() || !STAYED.equals(states.get(i))) {
                // Without a note of what was left the process died in between: the step decides by what it kept.
                String left = states.isEmpty() ? Step.UNKNOWN : String.valueOf(states.get(i));
                parts.add(new Reversal.Part(reader.apply((Map<?, ?>) notes.get(i)), left));
            }
        }
        return Reversal.of(parts);
    }

    private static List<?> list(Arguments arguments, String outer, String inner) {
        return arguments.get(outer).orElse(Map.of()) instanceof Map<?, ?> map && map.get(inner) instanceof List<?> list
                ? list
                : List.of();
    }
}
