package io.brattice.shell.program;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Installing with npm and pnpm. Packages are let in without their install scripts, in the rehearsal and in the run; yarn and bun, which
 * have no rehearsal, are asked about.
 */
final class NpmReader implements Reader {

    private static final Set<String> BARE_VALUES = Set.of("true", "false", "null");
    private static final Set<String> HARMLESS_SETTINGS = Set.of(
            "audit",
            "color",
            "engine-strict",
            "fund",
            "legacy-peer-deps",
            "loglevel",
            "package-lock",
            "prefer-offline",
            "progress",
            "save",
            "save-exact",
            "save-prefix",
            "strict-peer-dependencies",
            "auto-install-peers",
            "ignore-scripts",
            "update-notifier");
    private static final Set<String> REGISTRIES = Set.of("https://registry.npmjs.org", "https://registry.npmjs.org/");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        for (Term operand : reading.operands()) {
            if (!operand.known() || BARE_VALUES.contains(operand.text())) {
                acts.opaque("its word `" + operand + "` may be the value of an option");
                return;
            }
        }
        if (reading.has("--help")) {
            return;
        }
        Optional<String> settings = settings(call.situation());
        settings.ifPresent(acts::opaque);
        switch (call.name()) {
            case "npm" -> npm(reading, call, acts, settings.isEmpty());
            case "pnpm" -> pnpm(reading, call, acts);
            default -> {
                judge(reading, call, acts);
                acts.code("may run the install scripts of packages");
            }
        }
    }

    private static void npm(Reading reading, Invocation call, Acts acts, boolean plainSettings) {
        boolean removes =
                Set.of("uninstall", "remove", "rm", "r", "un", "unlink").contains(reading.command());
        boolean plain = removes || judge(reading, call, reading.rehearses() ? new Recorder() : acts);
        acts.network("registry.npmjs.org");
        Optional<List<Term>> words = PipReader.appended(call.words(), "--ignore-scripts");
        if (!plain || words.isEmpty() || !plainSettings || !PipReader.isClear(reading)) {
            acts.code("may run the install scripts of packages");
            return;
        }
        acts.instead(words.get());
        if (reading.rehearses()) {
            return;
        }
        if (!reading.has("--global")) {
            saves(reading, acts);
        }
        if (removes) {
            for (Term name : reading.operands()) {
                acts.effect(
                        Verb.DELETE,
                        new Resource("package:npm/"
                                + Registry.NPM.normal(name.text()).replace('#', '_')),
                        Reversibility.RECOVERABLE,
                        "removes a package, which can be installed again");
            }
        }
        List<String> argv = new ArrayList<>();
        words.get().forEach(word -> argv.add(word.text()));
        argv.add("--dry-run");
        acts.rehearsal(new DryRun(argv, Preview.Fidelity.EXACT, "npm"));
    }

    private static void saves(Reading reading, Acts acts) {
        if (reading.command().equals("ci") || reading.command().equals("clean-install")) {
            acts.effect(
                    Verb.UPDATE,
                    new Resource("package:npm/*"),
                    Reversibility.RECOVERABLE,
                    "replaces `node_modules` by what the lock file says");
            return;
        }
        if (!reading.operands().isEmpty() && !reading.has("--no-save")) {
            acts.file(FileAct.WRITE, Term.of("package.json"));
        }
        acts.file(FileAct.WRITE, Term.of("package-lock.json"));
    }

    private static void pnpm(Reading reading, Invocation call, Acts acts) {
        boolean plain = judge(reading, call, acts);
        acts.network("registry.npmjs.org");
        Optional<List<Term>> words = PipReader.appended(call.words(), "--ignore-scripts", "--ignore-pnpmfile");
        if (!plain || words.isEmpty() || !PipReader.isClear(reading)) {
            acts.code("may run the install scripts of packages");
            return;
        }
        acts.instead(words.get());
        if (!reading.operands().isEmpty() && !reading.has("--global")) {
            acts.file(FileAct.WRITE, Term.of("package.json"));
        }
        acts.file(FileAct.WRITE, Term.of("pnpm-lock.yaml"));
    }

    /**
     * Judges the packages named, and those of the manifest, which are installed with them; false when one does not come from the
     * registry by its name.
     */
    private static boolean judge(Reading reading, Invocation call, Acts acts) {
        Supply supply = new Supply(Registry.NPM, call.situation(), acts);
        supply.judge(reading.operands());
        World world = call.situation().world();
        Optional<Path> folder = call.situation().cwd();
        boolean alone = folder.isPresent()
                && !world.kind(folder.get().resolve("package.json")).exists();
        if (!reading.operands().isEmpty() && (reading.has("--global") || alone)) {
            return supply.isPlain();
        }
        Optional<Arguments> manifest = folder.flatMap(cwd -> world.text(cwd.resolve("package.json"), 1 << 20))
                .flatMap(Manifests::json);
        if (manifest.isEmpty()
                || manifest.get().get("workspaces").isPresent()
                || manifest.get().get("overrides").isPresent()) {
            acts.opaque("which packages `package.json` asks for is not understood");
            return false;
        }
        acts.file(FileAct.READ, Term.of("package.json"));
        for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")) {
            if (manifest.get().get(kind).orElse(Map.of()) instanceof Map<?, ?> map) {
                map.forEach((name, range) -> supply.judge(Term.of(name + "@" + range), false));
            }
        }
        return supply.isPlain();
    }

    /** A project brings settings of its own; those that could name another registry or run something are not understood. */
    static Optional<String> settings(Situation situation) {
        World world = situation.world();
        Optional<Path> folder = situation.cwd();
        if (folder.isEmpty()) {
            return Optional.of("which settings of npm hold where it runs is not known");
        }
        for (Path at = folder.get(); at != null && !at.equals(situation.home()); at = at.getParent()) {
            Path file = at.resolve(".npmrc");
            if (!world.kind(file).exists()) {
                continue;
            }
            Optional<String> text = world.text(file, 64 << 10);
            if (text.isEmpty() || !text.get().lines().allMatch(NpmReader::isHarmless)) {
                return Optional.of("its settings in `" + file + "` may name another registry or run something");
            }
        }
        return Optional.empty();
    }

    private static boolean isHarmless(String line) {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
            return true;
        }
        int equals = bare.indexOf('=');
        String name = (equals < 0 ? bare : bare.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : bare.substring(equals + 1).strip();
        return HARMLESS_SETTINGS.contains(name) || (name.equals("registry") && REGISTRIES.contains(value));
    }
}
