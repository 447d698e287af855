package io.brattice.files;

import io.brattice.files.World.Kind;
import io.brattice.files.tree.Inventory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Follows a path step by step as the kernel does: links where they are met, {@code ..} after them, and at most 40 of them.
 *
 * <p>What does not exist is kept as it is, and {@code ..} takes it away again: whoever makes it will make a folder. Names are
 * spelled as the disk has them, since on a file system that ignores case {@code .GIT} is {@code .git}.
 */
final class Way {

    private static final int MOST_LINKS = 40;
    private static final int MOST_STEPS = 5_000;

    private final int mostNames;

    /** @param mostNames how many names a folder may have to be searched for the right spelling of one */
    Way(int mostNames) {
        this.mostNames = mostNames;
    }

    /**
     * Where an absolute path leads; empty when it cannot be told.
     *
     * @param last whether the last name is followed too
     */
    Optional<Path> real(Path path, boolean last) {
        try {
            return path.isAbsolute() ? followed(path, last) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> followed(Path path, boolean last) throws IOException {
        Path here = path.getRoot();
        Deque<Path> steps = new ArrayDeque<>();
        path.forEach(steps::addLast);
        int links = 0;
        int taken = 0;
        boolean exists = true;
        while (!steps.isEmpty()) {
            Path step = steps.removeFirst();
            String name = step.toString();
            if (++taken > MOST_STEPS) {
                return Optional.empty();
            }
            if (name.equals("..")) {
                here = here.getParent() == null ? here : here.getParent();
                exists = exists || LocalWorld.look(here, LinkOption.NOFOLLOW_LINKS) == Kind.FOLDER;
                continue;
            }
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            Path there = here.resolve(step);
            Kind kind = exists ? LocalWorld.look(there, LinkOption.NOFOLLOW_LINKS) : Kind.NOTHING;
            boolean onTheWay = !steps.isEmpty();
            if (kind == Kind.UNKNOWN || (onTheWay && (kind == Kind.FILE || kind == Kind.OTHER))) {
                return Optional.empty();
            }
            if (kind == Kind.LINK && (onTheWay || last)) {
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                Path to = Files.readSymbolicLink(there);
                here = to.isAbsolute() ? to.getRoot() : here;
                for (int i = to.getNameCount() - 1; i >= 0; i--) {
                    steps.addFirst(to.getName(i));
                }
                continue;
            }
            exists = kind != Kind.NOTHING;
            Optional<Path> spelled = exists ? spelled(here, there, name, kind) : Optional.of(there);
            if (spelled.isEmpty()) {
                return Optional.empty();
            }
            here = spelled.get();
        }
        return Optional.of(here);
    }

    /** The thing that exists, by the name that the folder has for it; empty when that cannot be told. */
    private Optional<Path> spelled(Path folder, Path there, String name, Kind kind) {
        boolean found = kind != Kind.LINK && isAscii(name) && !answersToOtherCase(folder, name);
        if (found) {
            return Optional.of(there);
        }
        Optional<List<String>> names = LocalWorld.list(folder, mostNames);
        if (names.isEmpty()) {
            // Only what ignores case finds one thing under two names. Where nothing can be listed, that has to do.
            return answersToOtherCase(folder, name) ? Optional.empty() : Optional.of(there);
        }
        if (names.get().contains(name)) {
            return Optional.of(there);
        }
        return names.get().stream()
                .map(folder::resolve)
                .filter(each -> isSame(each, there))
                .findFirst();
    }

    /** A plain system call, since a path that is not there costs the newer interface an exception. */
    private static boolean answersToOtherCase(Path folder, String name) {
        String other = name.toUpperCase(Locale.ROOT);
        other = other.equals(name) ? name.toLowerCase(Locale.ROOT) : other;
        return !other.equals(name) && new File(folder.toString(), other).exists();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Inventory.identity(one).equals(Inventory.identity(other));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }
}
