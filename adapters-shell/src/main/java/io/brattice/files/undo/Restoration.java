package io.brattice.files.undo;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes back a call that was made of {@link Step}s, newest part first: every part that is still as the call left it. What somebody else
 * changed since is left as it is, and named.
 */
public final class Restoration implements Tool {

    /** How a line begins that tells what an undo leaves as it is, and why. */
    public static final String LEAVES = "leaves as it is: ";

    /** How a line begins that tells what else was changed since, not by the call as far as it is known. It stays. */
    public static final String BESIDES = "besides: ";

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
        return fileStep(note, LocalHands.LOCAL);
    }

    static Step fileStep(Map<?, ?> note, Hands hands) {
        String kind = text(note, "kind");
        Path path = Path.of(text(note, "path"));
        return switch (kind) {
            case MovedAside.KIND -> new MovedAside(path, aside(note), text(note, "identity"), hands);
            case Created.KIND -> new Created(path, aside(note), hands);
            case Appeared.KIND -> new Appeared(path, Integer.parseInt(text(note, "times")), aside(note), hands);
            case Copied.KIND -> new Copied(path, aside(note), identity(note), hands);
            case Renamed.KIND -> new Renamed(path, Path.of(text(note, "to")), identity(note), hands);
            case Rewritten.KIND -> new Rewritten(path, aside(note), text(note, "identity"), hands);
            case Duplicated.KIND -> new Duplicated(path, aside(note), hands);
            case Emerged.KIND -> new Emerged(path, aside(note), hands);
            case TreeKept.KIND -> TreeKept.of(note);
            case ModesKept.KIND -> new ModesKept(path, texts(note, "notes"), hands);
            case FolderTimes.KIND ->
                new FolderTimes(
                        texts(note, "folders").stream().map(Path::of).toList(),
                        texts(note, "touched").stream().map(Path::of).collect(Collectors.toSet()),
                        aside(note),
                        hands);
            default -> throw new IllegalArgumentException("not a step that can be taken back: `" + kind + "`");
        };
    }

    private static Path aside(Map<?, ?> note) {
        return Path.of(text(note, "aside"));
    }

    /** Notes of earlier releases have none. */
    private static String identity(Map<?, ?> note) {
        return note.get("identity") instanceof String identity ? identity : "";
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
            boolean there = isMadeOver(step, stayed);
            states.add(there ? STAYED : step.left());
            step.stayed().ifPresent(stayed::add);
        }
        return Arguments.of("states", states);
    }

    private static boolean isMadeOver(Step step, Set<Path> stayed) {
        return step instanceof Created created && stayed.contains(created.path());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Reversibility> declared() {
        return Optional.of(Reversibility.REVERSIBLE);
    }

    /** A step that is half taken back is taken back by doing it again. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(this::foresee);
    }

    @Override
    public Object run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        String shown = permit.preview().map(Preview::text).orElse("");
        if (!reversal(call.arguments()).is(shown)) {
            throw new StaleException("what would be put back is not what was shown");
        }
        return restore(call);
    }

    /**
     * Takes the call back, but for what somebody else changed since.
     *
     * @return what was taken back, what was left as it is, and what else was changed since, a line each
     * @throws StaleException when nothing of it is as the call left it; then nothing has been changed
     */
    String restore(ToolCall call) throws IOException, StaleException {
        Optional<Store> store = store(call.arguments());
        Optional<Closeable> hold = store.isPresent() ? Optional.of(store.get().hold()) : Optional.empty();
        Reversal reversal;
        try {
            reversal = reversal(call.arguments());
            for (Part part : reversal.parts()) {
                part.step().undo(part.left());
            }
            for (Part part : reversal.last()) {
                part.step().undo(part.left());
            }
        } finally {
            if (hold.isPresent()) {
                hold.get().close();
            }
        }
        Optional<String> taken = call.arguments().string("call");
        if (store.isPresent() && taken.isPresent() && reversal.leaves().isEmpty()) {
            store.get().done(taken.get());
        }
        return reversal.shown();
    }

    /** Where it was kept. Notes of earlier releases do not say. */
    private static Optional<Store> store(Arguments arguments) throws IOException {
        if (!(arguments.get("secured").orElse(Map.of()) instanceof Map<?, ?> secured)
                || !(secured.get("store") instanceof String folder)) {
            return Optional.empty();
        }
        Path root = Path.of(folder);
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Store.in(root)) : Optional.empty();
    }

    /**
     * What a call did, step by step in the order in which it was done.
     *
     * @param kept what was secured for it
     * @param left what it left
     * @throws IllegalArgumentException when the notes are broken, or do not fit each other
     */
    public List<Part> parts(Arguments kept, Arguments left) {
        Arguments both = Arguments.of("secured", kept, "left", left);
        List<?> notes = list(both, "secured", "steps");
        List<?> states = list(both, "left", "states");
        if (!states.isEmpty() && states.size() != notes.size()) {
            throw new IllegalArgumentException("the notes of the call do not fit each other");
        }
        return parts(notes, states);
    }

    /**
     * What taking a call back would put back, and leave, if it were done now; without doing it.
     *
     * @throws StaleException when nothing of it can be put back
     */
    public Preview foresee(ToolCall undo) throws IOException, StaleException {
        return preview(undo.arguments());
    }

    private Preview preview(Arguments arguments) throws IOException, StaleException {
        Reversal reversal = reversal(arguments);
        List<Effect> effects = new ArrayList<>();
        for (Part part : reversal.parts()) {
            for (Resource resource : part.step().resources()) {
                effects.add(Effect.of(Verb.UPDATE, resource, part.step().reversibility()));
            }
        }
        Digest seen = Digest.of(Digest.of(arguments.canonical()).hex() + "\n" + reversal.text());
        return Preview.exact(effects, seen, reversal.shown());
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
        List<Part> parts = new ArrayList<>();
        Set<Path> stayed = new HashSet<>();
        for (Part part : parts(notes, states)) {
            boolean there = isMadeOver(part.step(), stayed); // also where an undo that broke off has put something back
            part.step().stayed().ifPresent(stayed::add);
            if (!there) {
                parts.add(part);
            }
        }
        Collections.reverse(parts);
        return Reversal.of(parts);
    }

    /** In the order in which they were done; one that did not make what it seems to have made is none. */
    private List<Part> parts(List<?> notes, List<?> states) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            if (states.isEmpty() || !STAYED.equals(states.get(i))) {
                // Without a note of what was left the process died in between: the step decides by what it kept.
                String left = states.isEmpty() ? Step.UNKNOWN : String.valueOf(states.get(i));
                parts.add(new Part(reader.apply((Map<?, ?>) notes.get(i)), left));
            }
        }
        return parts;
    }

    private static List<?> list(Arguments arguments, String outer, String inner) {
        return arguments.get(outer).orElse(Map.of()) instanceof Map<?, ?> map && map.get(inner) instanceof List<?> list
                ? list
                : List.of();
    }
}
