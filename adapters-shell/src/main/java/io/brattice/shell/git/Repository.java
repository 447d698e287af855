package io.brattice.shell.git;

import io.brattice.action.Resource;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The repository that git would find from a folder, seen without starting git.
 *
 * @param top its work tree, or the folder itself where it has none
 * @param dir its data
 * @param common the data that all its work trees share; the same as {@code dir} for an ordinary one
 * @param bare true when it has no work tree
 * @param own what its own configuration says
 * @param outer what the user's and the machine's say
 */
record Repository(Path top, Path dir, Path common, boolean bare, Settings own, Settings outer) {

    private static final int MOST = 1 << 20;

    /** Where the machine's settings may be; those that are not there say nothing. */
    private static final List<Path> MACHINE = List.of(
            Path.of("/etc/gitconfig"),
            Path.of("/usr/local/etc/gitconfig"),
            Path.of("/opt/homebrew/etc/gitconfig"),
            Path.of("/Library/Developer/CommandLineTools/usr/share/git-core/gitconfig"),
            Path.of("/Applications/Xcode.app/Contents/Developer/usr/share/git-core/gitconfig"));

    /**
     * Looks for it up the tree.
     *
     * @throws Unclear when there is one that is not laid out as git does it
     */
    static Optional<Repository> around(Path cwd, Path home, World world) {
        for (Path up = cwd; up != null; up = up.getParent()) {
            Path dot = up.resolve(".git");
            World.Kind kind = world.followed(dot);
            if (world.supposes()) {
                // The worst that is supposed of what is not known is not that it is a repository.
                if (kind == World.Kind.FOLDER
                        && world.text(dot.resolve("HEAD"), MOST).isPresent()) {
                    return Optional.of(at(up, dot, false, home, world));
                }
                continue;
            }
            if (kind == World.Kind.FOLDER && isData(dot, world)) {
                return Optional.of(at(up, dot, false, home, world));
            }
            if (kind == World.Kind.FILE) {
                return Optional.of(at(up, linked(dot, world), false, home, world));
            }
            if (kind == World.Kind.OTHER || kind == World.Kind.UNKNOWN) {
                throw new Unclear("its repository cannot be looked at");
            }
            if (isData(up, world)) {
                return Optional.of(at(up, up, true, home, world));
            }
        }
        return Optional.empty();
    }

    private static boolean isData(Path folder, World world) {
        return world.kind(folder.resolve("HEAD")).exists()
                && (world.kind(folder.resolve("objects")).exists()
                        || world.kind(folder.resolve("commondir")).exists());
    }

    private static Path linked(Path file, World world) {
        String text = world.text(file, 1 << 14).orElse("").strip();
        if (!text.startsWith("gitdir: ") || text.indexOf('\n') >= 0) {
            throw new Unclear("its repository is not an ordinary one");
        }
        Path said = Path.of(text.substring("gitdir: ".length()));
        Path parent = file.getParent();
        Path whole = parent == null ? said : parent.resolve(said);
        return world.target(whole).orElseThrow(() -> new Unclear("its repository cannot be found"));
    }

    private static Repository at(Path top, Path dir, boolean bare, Path home, World world) {
        Path common = dir;
        Path elsewhere = dir.resolve("commondir");
        if (!world.supposes() && world.kind(elsewhere).exists()) {
            String text = world.text(elsewhere, 1 << 14).orElse("").strip();
            common = text.isEmpty() ? dir : world.target(dir.resolve(text)).orElse(dir);
            if (common.equals(dir)) {
                throw new Unclear("its repository is not an ordinary one");
            }
        }
        return new Repository(top, dir, common, bare, file(common.resolve("config"), world), outer(home, world));
    }

    /** The settings that hold in every repository. */
    static Settings outer(Path home, World world) {
        Settings all = Settings.NONE;
        for (Path file : MACHINE) {
            all = all.and(file(file, world));
        }
        return all.and(file(home.resolve(".config/git/config"), world)).and(file(home.resolve(".gitconfig"), world));
    }

    private static Settings file(Path path, World world) {
        World.Kind kind = world.followed(path);
        if (kind == World.Kind.NOTHING) {
            return Settings.NONE;
        }
        Optional<String> text = world.text(path, MOST);
        if (text.isEmpty()) {
            if (world.supposes()) {
                return Settings.NONE;
            }
            throw new Unclear("git's settings in `" + path.getFileName() + "` cannot be read");
        }
        return Settings.read(text.get());
    }

    /** Everything that is set, the repository's own last. */
    Settings settings() {
        return outer.and(own);
    }

    /** Why even a look may run other code, or mean something else than it says; empty when it may not. */
    Optional<String> risk() {
        return risk(settings(), "risky-settings");
    }

    /** The same for talking to other repositories; what the user has set for every repository is the user's. */
    Optional<String> remoteRisk() {
        return risk().or(() -> risk(own, "risky-remote-settings"));
    }

    static Optional<String> risk(Settings settings, String list) {
        Table table = Table.get();
        for (Settings.Setting setting : settings.all()) {
            boolean known = table.lists("known-programs", setting.key(), setting.value())
                    || table.lists("harmless-settings", setting.key(), setting.value());
            if (!known && table.lists(list, setting.key(), setting.value())) {
                return Optional.of("git's setting `" + setting.key() + "` may run other code or change what is meant");
            }
        }
        return Optional.empty();
    }

    /** What an alias stands for. */
    Optional<String> alias(String name) {
        return settings().value("alias." + name.toLowerCase(java.util.Locale.ROOT));
    }

    /** The hooks of these names that are there. Git runs them unless told otherwise. */
    List<String> hooks(List<String> names, World world) {
        Path folder = common.resolve("hooks");
        Optional<List<String>> there = world.names(folder);
        if (there.isEmpty() && !world.supposes() && world.followed(folder) != World.Kind.NOTHING) {
            throw new Unclear("its hooks cannot be looked at");
        }
        List<String> found = new ArrayList<>(names);
        found.retainAll(there.orElse(List.of()));
        return found;
    }

    /** The full name of the current branch; {@code HEAD} when there is none, or it cannot be told. */
    String branch(World world) {
        String head = world.text(dir.resolve("HEAD"), 1 << 14).orElse("").strip();
        return head.startsWith("ref: refs/heads/") ? head.substring("ref: ".length()) : "HEAD";
    }

    /** True when a branch, tag or other ref of this name is there. Looks at files only. */
    boolean hasRef(String full, World world) {
        if (world.text(common.resolve(full), MOST).isPresent()
                || world.text(dir.resolve(full), MOST).isPresent()) {
            return true;
        }
        return world.text(common.resolve("packed-refs"), 16 << 20)
                .map(text -> text.lines().anyMatch(line -> line.endsWith(" " + full)))
                .orElse(false);
    }

    /** The URLs of a remote, for pushing or for fetching. */
    List<String> urls(String remote, boolean pushing) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Settings.Setting setting : settings().all()) {
            found.computeIfAbsent(setting.key(), none -> new ArrayList<>()).add(setting.value());
        }
        List<String> plain = found.getOrDefault("remote." + remote + ".url", List.of());
        return pushing ? found.getOrDefault("remote." + remote + ".pushurl", plain) : plain;
    }

    /** A repository with its data below its work tree, or a work tree that such a repository knows as its own. */
    boolean ordinary(World world) {
        if (bare) {
            return false;
        }
        if (common.equals(dir)) {
            return dir.equals(top.resolve(".git"));
        }
        String back = world.text(dir.resolve("gitdir"), 1 << 14).orElse("").strip();
        return back.equals(top.resolve(".git").toString()) && dir.startsWith(common.resolve("worktrees"));
    }

    Resource resource(String part) {
        return new Resource("git:" + Resource.file(top).uri()).part(part);
    }
}
