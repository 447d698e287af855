package io.brattice.files;

import io.brattice.files.World.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A world for judging a call that is not going to run: another world, with what earlier calls are supposed to have left, and
 * with suppositions in place of what is not there.
 *
 * <p>It supposes, in this order:
 *
 * <ol>
 *   <li>what the {@link Aftermath} says was made is there, and hides what is below it; a folder that holds such a thing is one;
 *   <li>what it says was removed is not there, nor anything below; the worst world does not rely on that;
 *   <li>the given folders (a workspace, a home, a working folder) and those above them exist, and are empty if nothing else
 *       is known;
 *   <li>what the world below says is there is there;
 *   <li>anything else is not there; in the worst world it is a file of unknown content, and what a folder holds is unknown.
 * </ol>
 *
 * <p>A path that does not exist leads to itself, without {@code .} and {@code ..}. What a supposed link leads to is unknown.
 */
public final class SupposedWorld implements World {

    private final World base;
    private final boolean worst;
    private final Set<Path> folders;
    private final Aftermath aftermath;
    private long own;
    private boolean looking;

    /**
     * A world on top of another.
     *
     * @param worst whether the worst is supposed of what is not there
     * @param folders what counts as an existing folder; made normal, not looked at
     */
    public SupposedWorld(World base, boolean worst, Set<Path> folders, Aftermath aftermath) {
        this.base = base;
        this.worst = worst;
        this.folders = folders.stream().map(Path::normalize).collect(Collectors.toUnmodifiableSet());
        this.aftermath = aftermath;
    }

    /** A world in which nothing else is there: for judging what was written down on another machine. */
    public static SupposedWorld onNothing(boolean worst, Set<Path> folders, Aftermath aftermath) {
        return new SupposedWorld(new BareWorld(), worst, folders, aftermath);
    }

    /** One look, whose own time is counted beside that of the world below. */
    private <T> T timed(Supplier<T> look) {
        if (looking) {
            return look.get();
        }
        looking = true;
        long start = System.nanoTime();
        long below = base.nanos();
        try {
            return look.get();
        } finally {
            own += System.nanoTime() - start - (base.nanos() - below);
            looking = false;
        }
    }

    @Override
    public Kind kind(Path path) {
        return timed(() -> resolved(path, false).map(this::at).orElse(Kind.UNKNOWN));
    }

    @Override
    public Kind followed(Path path) {
        return timed(() -> target(path).map(this::at).map(SupposedWorld::end).orElse(Kind.UNKNOWN));
    }

    /** A link at the end of everything that could be followed leads nowhere that is known. */
    private static Kind end(Kind kind) {
        return kind == Kind.LINK ? Kind.UNKNOWN : kind;
    }

    @Override
    public Optional<Path> real(Path path) {
        return timed(() -> resolved(path, false));
    }

    @Override
    public Optional<Path> target(Path path) {
        return timed(() -> resolved(path, true));
    }

    private Optional<Path> resolved(Path path, boolean last) {
        if (!path.isAbsolute()) {
            return Optional.empty();
        }
        if (aftermath.isEmpty()) {
            return last ? base.target(path) : base.real(path);
        }
        for (int i = 1; i <= path.getNameCount(); i++) {
            Path prefix = path.getRoot().resolve(path.subpath(0, i));
            boolean end = i == path.getNameCount();
            Optional<Path> there = base.real(prefix);
            Optional<Aftermath.Left> left = there.flatMap(aftermath::at);
            if (left.isPresent()) {
                if (left.get().kind() == Kind.LINK && (!end || last)) {
                    return Optional.empty();
                }
                // What was there before is gone, with the links that it may have been or held.
                return end ? there : rest(there.get(), path.subpath(i, path.getNameCount()), last);
            }
        }
        Optional<Path> way = last ? base.target(path) : base.real(path);
        Optional<Aftermath.Left> left = way.flatMap(aftermath::at);
        return last && left.isPresent() && left.get().kind() == Kind.LINK ? Optional.empty() : way;
    }

    private Optional<Path> rest(Path made, Path names, boolean last) {
        for (Path name : names) {
            if (name.toString().equals("..")) {
                return resolved(made.resolve(names).normalize(), last);
            }
        }
        Path path = made;
        for (int i = 0; i < names.getNameCount(); i++) {
            path = path.resolve(names.getName(i)).normalize();
            boolean followed = last || i < names.getNameCount() - 1;
            if (followed
                    && aftermath
                            .at(path)
                            .filter(left -> left.kind() == Kind.LINK)
                            .isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    private Kind at(Path real) {
        Optional<Aftermath.Left> left = aftermath.at(real);
        if (left.isPresent() && left.get().kind().exists()) {
            return left.get().kind();
        }
        if (aftermath.holds(real)) {
            return Kind.FOLDER;
        }
        if (!worst && (left.isPresent() || isBelowWhatIsGone(real))) {
            return Kind.NOTHING;
        }
        if (holdsAFolder(real)) {
            return Kind.FOLDER;
        }
        Kind below = left.isPresent() || isBelowWhatIsGone(real) ? Kind.NOTHING : base.kind(real);
        return below == Kind.NOTHING && worst ? Kind.FILE : below;
    }

    /** The nearest thing above that is known about is no folder. */
    private boolean isBelowWhatIsGone(Path real) {
        for (Path up = real.getParent(); up != null && !aftermath.isEmpty(); up = up.getParent()) {
            Optional<Aftermath.Left> left = aftermath.at(up);
            if (left.isPresent()) {
                return left.get().kind() != Kind.FOLDER;
            }
        }
        return false;
    }

    private boolean holdsAFolder(Path real) {
        return folders.stream().anyMatch(folder -> folder.startsWith(real));
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        return timed(() -> listed(folder));
    }

    private Optional<List<String>> listed(Path folder) {
        Optional<Path> real = target(folder);
        if (real.isEmpty() || at(real.get()) != Kind.FOLDER) {
            return Optional.empty();
        }
        Path here = real.get();
        boolean hidden = aftermath.at(here).isPresent() || isBelowWhatIsGone(here);
        Optional<List<String>> below = base.names(here);
        if (below.isEmpty() && (worst || (base.kind(here).exists() && !hidden))) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>(below.orElse(List.of()));
        Map<String, Kind> changes = aftermath.in(here);
        changes.forEach((name, kind) -> {
            if (kind.exists()) {
                names.add(name);
            } else if (!worst) {
                names.remove(name);
            }
        });
        for (Path each : folders) {
            if (each.startsWith(here) && !each.equals(here)) {
                names.add(each.getName(here.getNameCount()).toString());
            }
        }
        return Optional.of(List.copyOf(names));
    }

    @Override
    public Optional<String> text(Path file, int most) {
        return timed(() -> written(file, most));
    }

    private Optional<String> written(Path file, int most) {
        Optional<Path> real = target(file);
        if (real.isEmpty() || at(real.get()) != Kind.FILE) {
            return Optional.empty();
        }
        if (aftermath.at(real.get()).isPresent() || isBelowWhatIsGone(real.get())) {
            return aftermath
                    .at(real.get())
                    .flatMap(Aftermath.Left::text)
                    .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= most);
        }
        return base.text(real.get(), most);
    }

    @Override
    public long size(Path file) {
        return timed(() -> bytes(file));
    }

    private long bytes(Path file) {
        Optional<Path> real = target(file);
        if (real.isEmpty() || at(real.get()) != Kind.FILE) {
            return 0;
        }
        boolean changed = aftermath.at(real.get()).isPresent() || isBelowWhatIsGone(real.get());
        return changed
                ? text(file, Integer.MAX_VALUE)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .orElse(0)
                : base.size(real.get());
    }

    @Override
    public boolean isRoots() {
        return !worst && base.isRoots();
    }

    @Override
    public boolean isMade(Path path) {
        return !worst
                && aftermath
                        .at(path)
                        .filter(left -> left.kind().exists() && !left.moved())
                        .isPresent()
                && !base.kind(path).exists();
    }

    @Override
    public boolean supposes() {
        return true;
    }

    @Override
    public boolean worst() {
        return worst;
    }

    @Override
    public long nanos() {
        return base.nanos() + own;
    }
}
