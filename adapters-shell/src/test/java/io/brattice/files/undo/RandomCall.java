package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One call that deletes, overwrites, makes, renames and changes modes below a folder, each path kept first as the tools keep it. */
final class RandomCall {

    private static final String[] NAMES = {"a", "b", "new", "with blank", "-rf", ".x"};

    private final Path root;
    private final Store store;
    private final Random random;
    private final FallingHands hands;
    private final String id;
    private final List<Step> steps = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Path> taken = new ArrayList<>();

    private Optional<Arguments> kept = Optional.empty();
    private Optional<Arguments> left = Optional.empty();

    /** What was done, for people. */
    final List<String> done = new ArrayList<>();

    /** A part of what the command itself does. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }

    /** @param scripts whether it may be one of which nobody knows what it writes, before which the whole folder is kept */
    RandomCall(Path root, Store store, String id, Random random, FallingHands hands, boolean scripts)
            throws IOException {
        this.root = root;
        this.store = store;
        this.id = id;
        this.random = random;
        this.hands = hands;
        if (scripts && random.nextInt(3) == 0) {
            script();
        } else {
            for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                plan();
            }
        }
        FolderTimes.of(steps, aside(), hands).ifPresent(steps::add);
    }

    private Path aside() {
        return store.shelf(id).resolve("part-" + steps.size());
    }

    /** The same step with hands that may fall. */
    private void add(Step step) {
        steps.add(Restoration.fileStep(step.note(), hands));
    }

    private void script() {
        done.add("script");
        taken.add(root);
        steps.add(new FallingTree(new TreeKept(root, aside()), hands));
        RandomFolder folder = new RandomFolder(root, random);
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            deeds.add(() -> {
                int from = folder.done.size();
                folder.shake(1);
                done.addAll(folder.done.subList(from, folder.done.size()));
            });
        }
    }

    private static Step step(Map<?, ?> note, Hands hands) {
        return Restoration.fileStep(note, hands) instanceof TreeKept tree
                ? new FallingTree(tree, hands)
                : Restoration.fileStep(note, hands);
    }

    private static boolean related(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** Everything that it touches. */
    List<Path> touched() {
        return List.copyOf(taken);
    }

    boolean touches(Path path) {
        return taken.stream().anyMatch(each -> related(each, path));
    }

    /** A path that no other part of the call is about; nothing where none was found. */
    private Optional<Path> free(boolean there) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.forEach(all::add);
        }
        for (int i = 0; i < 10; i++) {
            Path path = all.get(random.nextInt(all.size()));
            if (!there) {
                boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                path = (folder ? path : Store.parent(path)).resolve(NAMES[random.nextInt(NAMES.length)]);
            }
            Path chosen = path;
            boolean fits = there ? !path.equals(root) : !At.exists(path);
            if (fits && taken.stream().noneMatch(each -> related(each, chosen))) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private void plan() throws IOException {
        int what = random.nextInt(6);
        Optional<Path> found = free(what != 3);
        if (found.isEmpty()) {
            return;
        }
        Path path = found.get();
        Sighting.Kind kind = Sighting.of(path).kind();
        boolean file = kind == Sighting.Kind.FILE;
        taken.add(path);
        switch (what) {
            case 0, 1 -> {
                done.add("delete " + path);
                add(MovedAside.of(path, aside()));
            }
            case 2 -> {
                if (file) {
                    overwrite(path);
                }
            }
            case 3 -> create(path);
            case 4 -> rename(path);
            default -> {
                if (kind != Sighting.Kind.LINK) {
                    done.add("chmod " + path);
                    ModesKept.of(path, random.nextBoolean()).ifPresent(this::add);
                    deeds.add(() -> Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr--r--")));
                }
            }
        }
    }

    private void overwrite(Path path) throws IOException {
        boolean several = Sighting.of(path).links() > 1;
        int how = random.nextInt(4);
        done.add("overwrite " + how + (several ? " several " : " ") + path);
        add(several ? Rewritten.of(path, aside()) : Copied.of(path, aside()));
        String text = "agent " + random.nextInt(1000);
        switch (how) {
            case 0 -> deeds.add(() -> Files.writeString(path, text));
            case 1 -> {
                deeds.add(() -> Files.writeString(path, text, StandardOpenOption.APPEND));
                deeds.add(() -> Files.writeString(path, text, StandardOpenOption.APPEND));
            }
            case 2 -> deeds.add(() -> Files.write(path, new byte[0]));
            default -> deeds.add(() -> Files.delete(path));
        }
    }

    private void create(Path given) {
        boolean folder = random.nextBoolean();
        boolean template = random.nextInt(3) == 0;
        Path path = template ? given.resolveSibling("t" + steps.size() + "." + random.nextInt(1000, 10_000)) : given;
        done.add("create " + path + (folder ? "/" : ""));
        add(
                template
                        ? new Appeared(path.resolveSibling("t" + steps.size() + ".XXXX"), 1, aside())
                        : new Created(path, aside()));
        if (folder) {
            deeds.add(() -> Files.createDirectory(path));
            deeds.add(() -> Files.writeString(path.resolve("one"), "made"));
            deeds.add(() -> Files.createDirectory(path.resolve("deep")));
            deeds.add(() -> Files.createSymbolicLink(path.resolve("deep/link"), Path.of("..")));
            deeds.add(() -> Files.writeString(path.resolve("deep/two"), "made too"));
        } else {
            deeds.add(() -> Files.writeString(path, "made " + random.nextInt(1000)));
        }
    }

    private void rename(Path path) throws IOException {
        Optional<Path> to = free(false).filter(each -> !related(each, path));
        if (to.isPresent()) {
            done.add("rename " + path + " to " + to.get());
            taken.add(to.get());
            add(Renamed.of(path, to.get()));
            deeds.add(() -> Files.move(path, to.get()));
        }
    }

    /** As far as it comes before the hands fall. */
    void run() throws IOException, StaleException {
        if (steps.isEmpty()) {
            return;
        }
        kept = Optional.of(store.keep(id, steps));
        for (Step step : steps) {
            step.perform();
        }
        for (Deed deed : deeds) {
            hands.move();
            deed.run();
        }
        left = Optional.of(Restoration.left(steps));
    }

    /** Takes it back with some hands. What the undo says it leaves is answered. */
    String undo(Hands other) throws IOException, StaleException {
        if (kept.isEmpty()) {
            return "";
        }
        Arguments arguments = Arguments.of("call", id, "secured", kept.get(), "left", left.orElse(Arguments.none()));
        ToolCall call = new ToolCall("undo-" + id, "undo", arguments, Caller.agent("tester"), "");
        return Restoration.of("undo", note -> step(note, other)).restore(call);
    }

    /** As an undo would that trusts what it noted, and does not look whether somebody else was there since. */
    String undoBlindly() throws IOException {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Path aside = store.shelf(id).resolve("part-" + i);
            Step step = steps.get(i);
            Path path = Path.of(String.valueOf(step.note().get("path")));
            if (step instanceof Copied && Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(path);
                Files.move(aside, path);
            } else if (step instanceof Created && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(path);
            }
        }
        return "";
    }
}
