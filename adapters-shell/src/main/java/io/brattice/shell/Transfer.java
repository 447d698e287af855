package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Copied;
import io.brattice.files.Created;
import io.brattice.files.Inventory;
import io.brattice.files.MovedAside;
import io.brattice.files.Renamed;
import io.brattice.files.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code mv} and {@code cp} inside the workspace: what they overwrite is secured, what they make can be taken away. */
final class Transfer implements Command {

    private static final Options.Grammar MOVE = Options.Grammar.shorts("fnvT");
    private static final Options.Grammar COPY =
            new Options.Grammar("rRafnvpT", "", Map.of("recursive", "r", "archive", "a"), Set.of(), false);

    private static final int MOST_FOLDERS = 1000;

    private final boolean moves;

    private Transfer(boolean moves) {
        this.moves = moves;
    }

    static Command move() {
        return new Transfer(true);
    }

    static Command copy() {
        return new Transfer(false);
    }

    @Override
    public Plan plan(List<String> words, Place place) throws IOException {
        Options options = Options.read(moves ? MOVE : COPY, words.subList(1, words.size()));
        boolean recursive = options.has("r") || options.has("R") || options.has("a");
        int last = options.operands().size() - 1;
        if (last < 1) {
            throw new Opaque("it lacks an operand");
        }
        Path end = place.inWorkspace(place.target(options.operands().get(last)));
        if (Files.isSymbolicLink(end)) {
            throw new Opaque("its destination is a link");
        }
        boolean into = Files.isDirectory(end) && !options.has("T");
        if (!into && last > 1) {
            throw new Opaque("its destination is no folder");
        }
        List<Effect> effects = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        StringBuilder text = new StringBuilder(moves ? "moves:" : "copies:");
        StringBuilder seen = new StringBuilder();
        Set<Path> ends = new HashSet<>();
        for (String operand : options.operands().subList(0, last)) {
            Path from = place.inWorkspace(place.target(operand));
            Path to = into ? end.resolve(from.getFileName()) : end;
            Opaque.ifSecret(from.toString());
            Inventory source = Inventory.of(from);
            Inventory there = Inventory.of(to);
            refuseUnclear(from, to, source, there, recursive);
            if (!ends.add(to) || (moves && !ends.add(from))) {
                throw new Opaque("two operands concern the same thing");
            }
            if (!there.isNothing() && options.has("n")) {
                throw new Opaque("it is told not to overwrite what is there");
            }
            refuseProtected(place, from, source);
            refuseProtected(place, to, there);
            if (!there.isNothing()) {
                steps.add(
                        moves
                                ? MovedAside.of(to, place.aside(steps.size()))
                                : new Copied(to, place.aside(steps.size())));
                effects.add(Effect.of(Verb.UPDATE, Resource.file(to), Reversibility.IRREVERSIBLE)
                        .measuring(1, there.bytes())
                        .safeguarded(Reversibility.REVERSIBLE));
            } else {
                effects.add(Effect.of(Verb.CREATE, Resource.file(to), Reversibility.REVERSIBLE)
                        .measuring(source.things(), source.bytes()));
            }
            if (!moves) {
                effects.addAll(reading(from));
            }
            if (moves) {
                steps.add(new Renamed(from, to));
                effects.add(Effect.of(Verb.DELETE, Resource.file(from), Reversibility.REVERSIBLE)
                        .measuring(source.things(), source.bytes()));
            } else if (there.isNothing()) {
                steps.add(new Created(to, place.aside(steps.size())));
            }
            text.append("\n  ")
                    .append(Remove.counted(from, source))
                    .append("\n    to ")
                    .append(Step.shown(to));
            text.append(there.isNothing() ? "" : ", overwriting " + there.bytes() + " bytes");
            seen.append(from).append('\n').append(source.digest().hex()).append('\n');
            seen.append(to).append('\n').append(there.digest().hex()).append('\n');
        }
        Preview preview =
                Preview.exact(effects, Digest.of(seen.toString().getBytes(StandardCharsets.UTF_8)), text.toString());
        List<String> argv = new ArrayList<>(words);
        argv.set(0, Place.program(words.get(0)));
        return Plan.secured("what it overwrites is secured, what it makes can be taken away", preview, steps, argv);
    }

    private void refuseUnclear(Path from, Path to, Inventory source, Inventory there, boolean recursive)
            throws IOException {
        if (source.isNothing()) {
            throw new Opaque("a source does not exist");
        }
        if (!source.complete() || !source.ordinary() || !there.ordinary()) {
            throw new Opaque("it concerns devices, pipes, or more than can be looked at");
        }
        if (to.startsWith(from) || from.startsWith(to)) {
            throw new Opaque("source and destination overlap");
        }
        boolean folder = Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS);
        if (!moves && ((folder && !recursive) || Files.isSymbolicLink(from))) {
            throw new Opaque("it copies a folder or a link in a way that is not modelled");
        }
        boolean plainOver = Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS);
        if (plainOver && !moves && !Integer.valueOf(1).equals(Files.getAttribute(to, "unix:nlink"))) {
            throw new Opaque("it writes into a file that has other names");
        }
        if (!there.isNothing() && !plainOver) {
            throw new Opaque("it overwrites something that is not a plain file");
        }
    }

    /** What is read: the thing itself and every folder below it, so that a protected one among them is named. */
    private static List<Effect> reading(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> read = all.filter(
                            path -> path.equals(from) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FOLDERS + 1)
                    .toList();
            if (read.size() > MOST_FOLDERS) {
                throw new Opaque("it copies more than " + MOST_FOLDERS + " folders");
            }
            return read.stream()
                    .map(path -> Effect.of(Verb.READ, Resource.file(path), Reversibility.READ_ONLY))
                    .toList();
        }
    }

    private static void refuseProtected(Place place, Path path, Inventory inventory) throws IOException {
        String protection = place.protection(path, inventory);
        if (!protection.isEmpty()) {
            throw new Opaque(protection);
        }
    }
}
