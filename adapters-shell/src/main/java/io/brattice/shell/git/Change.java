package io.brattice.shell.git;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.shell.program.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A change of a repository on this machine, told by what it changes, and kept so that it can be taken back.
 *
 * @param headline what it does, for people
 * @param scope how much of the repository it may change
 * @param destructive true when it may throw away what nothing else holds
 * @param occasions whose hooks run
 * @param effects what it does, at the class it has when nothing is kept
 * @param look what a closer look shows
 */
record Change(
        String headline,
        Scope scope,
        boolean destructive,
        List<String> occasions,
        List<Effect> effects,
        Function<Git, Look> look) {

    static final Safeguard KEPT =
            new Safeguard("git.state-kept", "branches, index, stash and files that git may touch are kept first");

    /** How much of a repository is concerned. */
    enum Scope {
        /** The index, the branch that is checked out, or settings. */
        INDEX,
        /** Any branch, tag or other ref. */
        REFS,
        /** The files of the work tree too. */
        WORK
    }

    /** What a closer look showed: all that decides what will happen, a text for people, and effects on single files. */
    record Look(String seen, String text, List<Effect> effects, boolean exact) {
        static final Look NOTHING = new Look("", "", List.of(), false);
    }

    Change {
        occasions = List.copyOf(occasions);
        effects = List.copyOf(effects);
    }

    static Change of(String headline, Scope scope, Effect... effects) {
        return new Change(headline, scope, false, List.of(), List.of(effects), git -> Look.NOTHING);
    }

    Change destroying() {
        return destroying(true);
    }

    Change destroying(boolean really) {
        return new Change(headline, scope, destructive || really, occasions, effects, look);
    }

    Change on(String... names) {
        return new Change(headline, scope, destructive, List.of(names), effects, look);
    }

    Change looking(Function<Git, Look> closer) {
        return new Change(headline, scope, destructive, occasions, effects, closer);
    }

    /** Tells it. */
    void tell(Call call) {
        World world = call.world();
        if (call.repository().isEmpty()) {
            tellWithoutRepository(call);
            return;
        }
        Repository repository = call.safe();
        List<String> hooks = repository.hooks(Table.get().hooks(occasions.toArray(new String[0])), world);
        hooks.forEach(hook -> call.acts().code("runs the repository's hook `" + hook + "`"));
        boolean signs = !List.of("add", "branch", "reset", "stash")
                        .contains(call.name().replaceFirst(" .*", ""))
                && Repository.risk(repository.settings(), "signing-settings").isPresent();
        if (signs && !call.given().off("--gpg-sign")) {
            call.acts().code("signs with another program, as git's settings say");
        }
        call.quietly(!hooks.isEmpty());
        if (world.supposes()) {
            suppose(call);
            return;
        }
        Optional<Git> git = call.git();
        if (!call.desk().secures() || git.isEmpty()) {
            bare(call, headline);
            return;
        }
        Optional<String> hindrance = hindrance(repository, call);
        if (hindrance.isPresent()) {
            bare(call, headline + ", and " + hindrance.get());
            return;
        }
        Git top = new Git(repository.top(), git.get().execution());
        Optional<WorkState> state =
                scope == Scope.WORK ? Optional.of(WorkState.of(top, repository.top())) : Optional.empty();
        if (state.isPresent() && !state.get().fits()) {
            bare(call, headline + ", and too much is not committed to be kept first");
            return;
        }
        Look closer = look.apply(git.get());
        boolean all = call.name().startsWith("stash") && call.given().has("--all");
        List<String> also = state.map(
                        work -> all ? work.ignoredFolders() : work.overwritten(repository.top(), closer.effects()))
                .orElse(List.of());
        if (!fit(repository.top(), also)
                || all
                        && !state.map(work -> WorkKept.fits(repository.top(), work))
                                .orElse(false)) {
            bare(call, headline + ", and overwrites what git ignores and is too much to be kept first");
            return;
        }
        StringBuilder seen = new StringBuilder(closer.seen()).append('\n');
        seen.append(world.text(repository.dir().resolve("HEAD"), 1 << 14).orElse(""));
        seen.append(Digest.of(top.ask("ls-files", "--stage", "-z", "--full-name", ":/"))
                .hex());
        seen.append(
                scope == Scope.INDEX
                        ? top.commit("HEAD")
                        : Digest.of(top.ask("for-each-ref")).hex());
        state.ifPresent(work -> seen.append(work.digest()));
        call.acts().prepared(prepared(call, repository, closer, also, seen.toString()));
    }

    private static boolean fit(Path top, List<String> ignored) {
        try {
            for (String name : ignored) {
                if (!WorkKept.fits(Inventory.of(top.resolve(name)))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Prepared prepared(Call call, Repository repository, Look closer, List<String> also, String seen) {
        Shelf shelf = call.desk().shelf().orElseThrow();
        Git top = Git.asking(repository.top(), call.desk().execution().orElseThrow());
        List<Step> steps = new ArrayList<>();
        if (scope == Scope.WORK) {
            steps.add(new GitWork(top, repository.top(), repository.dir(), repository.common(), also, shelf.next()));
        }
        steps.add(new GitKept(top, repository.top(), repository.dir(), repository.common(), shelf.next()));
        List<Effect> all = new ArrayList<>(effects);
        all.addAll(closer.effects());
        boolean exact = closer.exact() && call.situation().plain();
        return new Prepared(
                all.stream()
                        .map(effect -> effect.safeguarded(Reversibility.REVERSIBLE))
                        .toList(),
                Set.of(KEPT),
                steps,
                exact ? Preview.Fidelity.EXACT : Preview.Fidelity.PARTIAL,
                seen,
                closer.text().isEmpty() ? headline : headline + ":\n" + closer.text(),
                scope == Scope.WORK ? "branches, index and files are kept first" : "branches and index are kept first",
                Optional.empty());
    }

    private Optional<String> hindrance(Repository repository, Call call) {
        if (!repository.ordinary(call.world()) || call.world().kind(repository.dir()) != World.Kind.FOLDER) {
            return Optional.of("its repository is bare, or otherwise a special one");
        }
        if (call.desk().workspace().isPresent()
                && !repository.top().startsWith(call.desk().workspace().get())) {
            return Optional.of("its repository is not inside the workspace");
        }
        Optional<String> unkept = Repository.risk(repository.settings(), "unkept-settings");
        if (unkept.isPresent()) {
            return unkept;
        }
        if (repository.own().value("extensions.objectformat").isPresent()) {
            return Optional.of("its repository has an object format that is not kept");
        }
        if (scope == Scope.WORK
                && IndexFile.of(repository.dir().resolve("index")).nested()) {
            return Optional.of("its repository has other repositories in it");
        }
        return GitState.keeps(repository.common())
                ? Optional.empty()
                : Optional.of("its repository has too many branches to be kept first");
    }

    private void tellWithoutRepository(Call call) {
        call.quietly(false);
        if (call.world().supposes()) {
            suppose(call);
        } else if (call.situation().plain()) {
            call.acts().effect(Verb.READ, call.resource("all"), Reversibility.READ_ONLY, "there is no repository here");
        } else {
            bare(call, headline + ", in a repository that is not there yet");
        }
    }

    /** In a world that was not looked at. */
    private void suppose(Call call) {
        if (destructive) {
            for (Effect effect : effects) {
                call.acts()
                        .effect(
                                effect.verb(),
                                effect.resource(),
                                Reversibility.IRREVERSIBLE,
                                headline + ", and what it throws away cannot be seen, nor kept");
            }
            return;
        }
        call.acts()
                .prepared(new Prepared(
                        effects.stream()
                                .map(effect -> effect.safeguarded(Reversibility.REVERSIBLE))
                                .toList(),
                        Set.of(KEPT),
                        List.of(),
                        Preview.Fidelity.PARTIAL,
                        "supposed",
                        headline,
                        "branches, index and files are kept first",
                        Optional.empty()));
    }

    /** As grave as it is when nothing is kept. */
    private void bare(Call call, String why) {
        for (Effect effect : effects) {
            call.acts().effect(effect.verb(), effect.resource(), effect.inherent(), why);
        }
    }
}
