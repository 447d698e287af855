package io.brattice.shell.program;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages that a project names: in its lock files, which tools write, and in its manifests, which people (and agents) write. Only
 * what is plainly such a name counts; a file that cannot be read names nothing.
 */
final class Manifests {

    /** Longer ones are not read. */
    static final int MOST = 8 << 20;

    private final Registry registry;
    private final World world;
    private final Path folder;

    Manifests(Registry registry, World world, Path folder) {
        this.registry = registry;
        this.world = world;
        this.folder = folder;
    }

    /** What the lock files name, by normal form. A lock that fetches from elsewhere than the registry does not count. */
    Set<String> locked() {
        Set<String> names = new HashSet<>();
        switch (registry) {
            case PYPI -> {
                for (String lock : List.of("poetry.lock", "uv.lock", "pdm.lock")) {
                    text(lock).ifPresent(text -> tomlNames(text, names));
                }
                text("Pipfile.lock").ifPresent(text -> quotedKeys(text, names));
            }
            case NPM -> {
                text("package-lock.json").filter(Manifests::fromRegistry).ifPresent(text -> nodeModules(text, names));
                text("npm-shrinkwrap.json").filter(Manifests::fromRegistry).ifPresent(text -> nodeModules(text, names));
                text("yarn.lock").filter(Manifests::fromRegistry).ifPresent(text -> lineNames(text, names));
                text("pnpm-lock.yaml").filter(Manifests::fromRegistry).ifPresent(text -> lineNames(text, names));
            }
            case CRATES -> text("Cargo.lock").ifPresent(text -> tomlNames(text, names));
            case RUBYGEMS -> text("Gemfile.lock").ifPresent(text -> gemLock(text, names));
            case GO -> text("go.mod").ifPresent(text -> goMod(text, names));
        }
        return names;
    }

    /** What the manifests name, by normal form. */
    Set<String> declared() {
        Set<String> names = new HashSet<>();
        switch (registry) {
            case PYPI -> {
                for (String file : world.names(folder).orElse(List.of())) {
                    if (file.startsWith("requirements") && file.endsWith(".txt")) {
                        text(file).ifPresent(text -> requirements(text, names));
                    }
                }
                text("pyproject.toml").ifPresent(text -> pyproject(text, names));
            }
            case NPM -> npmDependencies(world, folder).orElse(Set.of()).forEach(spec -> addSpec(names, spec));
            case CRATES -> text("Cargo.toml").ifPresent(text -> cargoToml(text, names));
            case RUBYGEMS -> text("Gemfile").ifPresent(text -> gemfile(text, names));
            case GO -> {}
        }
        return names;
    }

    private Optional<String> text(String name) {
        return world.text(folder.resolve(name), MOST);
    }

    private void add(Set<String> names, String name) {
        if (registry.isName(name)) {
            names.add(registry.normal(name));
        }
    }

    private void addSpec(Set<String> names, String text) {
        PackageSpec.of(registry, text).name().ifPresent(name -> names.add(registry.normal(name)));
    }

    /** What {@code package.json} depends on, as {@code name@range}; empty when it cannot be read. */
    static Optional<Set<String>> npmDependencies(World world, Path folder) {
        Optional<Arguments> json =
                world.text(folder.resolve("package.json"), 1 << 20).flatMap(Manifests::json);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")) {
            if (json.get().get(kind).orElse(Map.of()) instanceof Map<?, ?> map) {
                map.forEach((name, range) -> names.add(name + "@" + range));
            }
        }
        return Optional.of(names);
    }

    static Optional<Arguments> json(String text) {
        try {
            return Optional.of(Arguments.fromJson(text));
        } catch (InvalidArgumentsException e) {
            return Optional.empty();
        }
    }

    /** {@code name = "x"} as lock files of several tools write it. */
    private void tomlNames(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("name = \"")) {
                add(names, upTo(line.substring(8), '"'));
            }
        }
    }

    /** A quoted name that opens an object, alone on its line. */
    private void quotedKeys(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.startsWith("\"") && bare.endsWith("\": {")) {
                add(names, bare.substring(1, bare.length() - 4));
            }
        }
    }

    private static boolean fromRegistry(String text) {
        int at = 0;
        while ((at = text.indexOf("://", at)) >= 0) {
            int start = at;
            while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
                start--;
            }
            String before = text.substring(Math.max(0, start - 14), start);
            boolean fetched = before.contains("resolved") || before.contains("tarball");
            String address = text.substring(start, Math.min(text.length(), start + 40));
            if (fetched
                    && !address.startsWith("https://registry.npmjs.org/")
                    && !address.startsWith("https://registry.yarnpkg.com/")) {
                return false;
            }
            at += 3;
        }
        return true;
    }

    private void nodeModules(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            int at = bare.lastIndexOf("node_modules/");
            if (bare.startsWith("\"") && at > 0 && bare.endsWith("\": {")) {
                add(names, bare.substring(at + "node_modules/".length(), bare.length() - 4));
            }
        }
    }

    /** {@code "name@range", name@range:} at the beginning of a line, as yarn and pnpm write it. */
    private void lineNames(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            if (!line.endsWith(":") || line.startsWith("    ")) {
                continue;
            }
            for (String part : line.substring(0, line.length() - 1).split(", ", -1)) {
                String bare = part.strip().replace("\"", "").replace("'", "");
                bare = bare.startsWith("/") ? bare.substring(1) : bare;
                int at = bare.indexOf('@', 1);
                if (at > 0) {
                    add(names, bare.substring(0, at));
                }
            }
        }
    }

    private void gemLock(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("    ") && !line.startsWith("     ")) {
                add(names, upTo(line.strip(), ' '));
            }
        }
    }

    private void goMod(String text, Set<String> names) {
        boolean block = false;
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.startsWith("require (")) {
                block = true;
            } else if (bare.equals(")")) {
                block = false;
            } else if (block || bare.startsWith("require ")) {
                add(names, upTo(bare.startsWith("require ") ? bare.substring(8).strip() : bare, ' '));
            }
        }
    }

    private void requirements(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (!bare.startsWith("-") && !bare.startsWith("#")) {
                addSpec(names, upTo(bare, ' '));
            }
        }
    }

    private void pyproject(String text, Set<String> names) {
        String section = "";
        boolean list = false;
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.startsWith("[") && bare.endsWith("]") && !list) {
                section = bare;
                continue;
            }
            boolean opens = (section.equals("[project]") && bare.startsWith("dependencies"))
                    || section.equals("[project.optional-dependencies]")
                    || section.equals("[dependency-groups]");
            if (section.startsWith("[tool.poetry.") && section.endsWith("dependencies]")) {
                addSpec(names, upTo(bare, '=').strip().replace("\"", ""));
            } else if (list || (opens && bare.contains("["))) {
                quoted(bare).forEach(spec -> addSpec(names, spec));
                list = !bare.endsWith("]") && !bare.endsWith("],");
            }
        }
    }

    private void cargoToml(String text, Set<String> names) {
        boolean dependencies = false;
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.startsWith("[")) {
                int at = bare.indexOf("dependencies.");
                dependencies = bare.endsWith("dependencies]");
                if (at > 0) {
                    add(names, upTo(bare.substring(at + "dependencies.".length()), ']'));
                }
            } else if (dependencies && bare.indexOf('=') > 0 && !bare.contains("git") && !bare.contains("path")) {
                add(names, upTo(bare, '=').strip());
            }
        }
    }

    private void gemfile(String text, Set<String> names) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip().replace('\'', '"');
            if (bare.startsWith("gem \"")) {
                add(names, upTo(bare.substring(5), '"'));
            }
        }
    }

    private static List<String> quoted(String line) {
        List<String> all = new ArrayList<>();
        String[] parts = line.replace('\'', '"').split("\"", -1);
        for (int i = 1; i < parts.length; i += 2) {
            all.add(parts[i]);
        }
        return all;
    }

    private static String upTo(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
