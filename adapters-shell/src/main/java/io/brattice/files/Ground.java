package io.brattice.files;

import io.brattice.action.Digest;
import io.brattice.files.store.Made;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.Copied;
import io.brattice.files.undo.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one call stands on: the workspace, the places that must stay, and the world, which may be a supposed one. Only here do
 * the file tools ask what is on the disk, so that they judge a real call and a supposed one by the same rules.
 *
 * @param shelf where this call may put things; it need not exist
 * @param made what the session made before
 */
record Ground(World world, Path workspace, Optional<Path> home, Optional<Store> store, Path shelf, Made made) {

    private static final int LONGEST_PATH = 4095;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_MISSING_FOLDERS = 50;
    private static final long LARGEST_TEXT = 16L << 20;
    private static final Inventory SUPPOSED_NOTHING = new Inventory(0, 0, true, true, true, Digest.of("nothing"));

    /** A place on the shelf, by number. */
    Path aside(int number) {
        return shelf.resolve(Integer.toString(number));
    }

    /** The thing that a call names, its parent after links, its last name as it is. Neither need exist. */
    Path thing(String name, String argument) {
        String bare = name.replaceAll("/+$", "");
        if (bare.equals(".") || bare.equals("..") || bare.endsWith("/.") || bare.endsWith("/..")) {
            throw new RefusedCall("`" + argument + "` ends in a dot name; pass the name of a file or folder");
        }
        Path path = world.real(named(name, argument)).orElseThrow(() -> lost(name, argument));
        if (name.endsWith("/") && !bare.isEmpty() && world.kind(path) != World.Kind.FOLDER && !world.supposes()) {
            throw new RefusedCall("`" + argument + "` ends in a slash but is no folder; pass it without");
        }
        return kept(path, argument);
    }

    /** The thing that a call names, after every link. */
    Path target(String name, String argument) {
        return kept(world.target(named(name, argument)).orElseThrow(() -> lost(name, argument)), argument);
    }

    private static RefusedCall lost(String name, String argument) {
        return RefusedCall.here("where `" + argument + "` leads cannot be told: `" + Shown.briefly(name)
                + "` goes through a file, an unreadable folder or a circle of links; pass another path");
    }

    private Path named(String name, String argument) {
        if (name.isEmpty()) {
            throw new RefusedCall("`" + argument + "` is empty; pass a path");
        }
        if (name.indexOf('\\') >= 0) {
            throw new RefusedCall(
                    "`" + argument + "` has a backslash; write paths with `/`, from `/` or the workspace");
        }
        if (name.length() > 2 && name.charAt(1) == ':' && name.charAt(2) == '/' && Character.isLetter(name.charAt(0))) {
            throw new RefusedCall("`" + argument + "` begins with a drive letter, which this machine does not have;"
                    + " write paths from `/` or the workspace");
        }
        boolean tooLong = bytes(name) > LONGEST_PATH
                || Stream.of(name.split("/", -1)).anyMatch(each -> bytes(each) > LONGEST_NAME);
        if (tooLong) {
            throw new RefusedCall(
                    "`" + argument + "` is longer than a path or a name in it can be; pass a shorter one");
        }
        try {
            return name.equals("~") || name.startsWith("~/") ? inHome(name, argument) : workspace.resolve(name);
        } catch (InvalidPathException e) {
            throw new RefusedCall("`" + argument + "` cannot be a path here: it holds a NUL, or what this locale"
                    + " cannot write; pass another, or start the JVM with LC_ALL=C.UTF-8");
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private Path inHome(String name, String argument) {
        Path folder = home.orElseThrow(
                () -> new RefusedCall("`" + argument + "` begins with `~`, which is not known here; pass a path"));
        return folder.resolve(name.substring(Math.min(2, name.length())));
    }

    /** Refuses what was secured: it is nobody's to read or change by way of a tool. */
    private Path kept(Path path, String argument) {
        if (store.isPresent() && path.startsWith(store.get().root())) {
            throw new RefusedCall("`" + argument + "` is where things are kept for an undo; pass another path");
        }
        return path;
    }

    /** Refuses to take away what holds the workspace, the home folder or the store. */
    void refuseToUproot(Path path) {
        boolean holds = workspace.startsWith(path)
                || home.filter(folder -> folder.startsWith(path)).isPresent()
                || store.filter(kept -> kept.root().startsWith(path)).isPresent();
        if (holds) {
            throw new RefusedCall(
                    Shown.path(path) + " holds the workspace, the home folder or the store; pass what is below it");
        }
    }

    /** True for what the session made itself, and nobody touched since. */
    boolean isOwn(Path path) {
        return !world.supposes() && made.isOwn(path);
    }

    /** Why a change here is asked about; empty where it need not be. */
    Optional<String> boundary(Path path) {
        if (!path.startsWith(workspace) || path.equals(workspace)) {
            return Optional.of(Shown.path(path) + " is outside the workspace");
        }
        if (Store.holdsGitData(path)) {
            return Optional.of(Shown.path(path) + " is part of git's own data, from which git runs programs");
        }
        return Optional.empty();
    }

    /** True when a rename between here and the store is possible. */
    boolean reaches(Path path) throws IOException {
        if (world.supposes() || store.isEmpty()) {
            return true;
        }
        Path up = path;
        while (up != null && !Files.exists(up, LinkOption.NOFOLLOW_LINKS)) {
            up = up.getParent();
        }
        return up != null && store.get().reaches(up);
    }

    /** How a file is kept that gets another content. */
    Step copying(Path path) throws IOException {
        if (world.supposes()) {
            return new Copied(path, aside(0), "supposed");
        }
        return reaches(path) ? Copied.of(path, aside(0)) : Rewritten.of(path, aside(0));
    }

    /** What is at a path and below it. In a supposed world it is as little as it can be. */
    Inventory inventory(Path path) throws IOException {
        if (!world.supposes()) {
            return Inventory.of(path);
        }
        World.Kind kind = world.kind(path);
        return kind == World.Kind.NOTHING
                ? SUPPOSED_NOTHING
                : new Inventory(
                        1, world.size(path), true, true, kind != World.Kind.OTHER, Digest.of("supposed " + kind));
    }

    /** Refuses to read what is not of this kind. In a supposed world what is not there is taken for granted. */
    void refuseUnlessReadable(Path path, World.Kind wanted) {
        World.Kind kind = world.kind(path);
        if (kind != wanted && !world.supposes()) {
            String instead = switch (kind) {
                case FILE -> "is a file; use `read_file`";
                case FOLDER -> "is a folder; use `list_directory`";
                case NOTHING -> "does not exist; look with `list_directory` for what does";
                case OTHER, LINK -> "is no plain file; pass one that is";
                case UNKNOWN -> "cannot be looked at; pass another path";
            };
            throw new RefusedCall(Shown.path(path) + " " + instead);
        }
        if (wanted == World.Kind.FILE
                && LocalWorld.ofTheKernel(path)
                && SecretNames.reason(path).isEmpty()) {
            throw new RefusedCall(
                    Shown.path(path) + " belongs to the kernel, which may act when it is read; use a command");
        }
    }

    /** What is at a path, which must be something, and all of it. In a supposed world it is taken for granted. */
    Inventory present(Path path) throws IOException {
        Inventory there = inventory(path);
        if (world.supposes()) {
            return there;
        }
        if (there.isNothing()) {
            throw new RefusedCall(Shown.path(path) + " does not exist; pass what does");
        }
        if (!there.complete() || !there.oneDevice()) {
            throw new RefusedCall(Shown.path(path)
                    + " could not be looked at completely, or something is mounted in it; pass a part of it");
        }
        return there;
    }

    /** Refuses a destination that is taken, or that lies in what goes there. */
    void refuseOccupied(Path from, Path to) {
        if (to.startsWith(from) || from.startsWith(to)) {
            throw new RefusedCall("`from` and `to` are, or hold, the same thing; pass another `to`");
        }
        World.Kind kind = world.kind(to);
        if (kind == World.Kind.NOTHING || (kind == World.Kind.FILE && world.worst())) {
            return;
        }
        throw kind == World.Kind.FOLDER
                ? RefusedCall.here(Shown.path(to) + " is a folder; pass the whole new name, with the folder before it")
                : RefusedCall.here(Shown.path(to) + " exists; delete it first, or pass another `to`");
    }

    /** True when a name says that there may be a secret, and the other name of the same does not. */
    boolean losesItsName(Path from, Path to) {
        return secret(from).isPresent()
                && SecretNames.reason(to).isEmpty()
                && SecretNames.reasonForFolder(to).isEmpty();
    }

    /** What may lie at a path that should be asked about. */
    Optional<String> secret(Path path) {
        return world.kind(path) == World.Kind.FOLDER ? SecretNames.reasonForFolder(path) : SecretNames.reason(path);
    }

    /** True when a rename between two places is possible. */
    boolean isOneDevice(Path from, Path to) throws IOException {
        return world.supposes() || device(from).equals(device(to));
    }

    private static Object device(Path path) throws IOException {
        Path up = path;
        while (!Files.exists(up, LinkOption.NOFOLLOW_LINKS)) {
            up = Store.parent(up);
        }
        return Files.getAttribute(up, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }

    /** A thing with its size, for people. */
    String counted(Path path, Inventory inventory) {
        return Shown.path(path) + " (" + inventory.things() + (inventory.things() == 1 ? " thing, " : " things, ")
                + inventory.bytes() + " bytes)";
    }

    /** The bytes of a plain file with one name; empty where a supposed world does not know them. */
    Optional<byte[]> bytes(Path path) throws IOException {
        if (world.supposes()) {
            return world.text(path, (int) LARGEST_TEXT).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Object> known =
                Files.readAttributes(path, "unix:nlink,isRegularFile,size", LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(known.get("isRegularFile"))) {
            throw new RefusedCall(Shown.path(path) + " is no plain file; pass one that is");
        }
        if (!Integer.valueOf(1).equals(known.get("nlink"))) {
            throw new RefusedCall(
                    Shown.path(path) + " has other names (hard links) that would not be changed; delete it first");
        }
        if (known.get("size") instanceof Long size && size > LARGEST_TEXT) {
            throw new RefusedCall(Shown.path(path) + " is larger than " + (LARGEST_TEXT >> 20)
                    + " MiB; change it with a command, or move it away first");
        }
        if (LocalWorld.ofTheKernel(path)) {
            throw new RefusedCall(Shown.path(path) + " belongs to the kernel; use a command");
        }
        return Optional.of(Files.readAllBytes(path));
    }

    /** The topmost folder that is missing above a path; empty where none is, or where nobody knows. */
    Optional<Path> missingAbove(Path path) {
        if (world.supposes()) {
            return Optional.empty();
        }
        Optional<Path> missing = Optional.empty();
        Path up = path.getParent();
        while (up != null && world.kind(up) == World.Kind.NOTHING) {
            missing = Optional.of(up);
            up = up.getParent();
        }
        if (missing.isPresent() && path.getNameCount() - missing.get().getNameCount() > MOST_MISSING_FOLDERS) {
            throw new RefusedCall(Shown.path(path) + " is more than " + MOST_MISSING_FOLDERS
                    + " folders below what exists; make some of them first");
        }
        World.Kind ground = up == null ? World.Kind.NOTHING : world.kind(up);
        if (ground != World.Kind.FOLDER) {
            throw new RefusedCall("what is above " + Shown.path(path) + " is no folder; pass another path");
        }
        return missing;
    }
}
