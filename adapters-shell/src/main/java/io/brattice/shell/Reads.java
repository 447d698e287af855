package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a line reads, and whether that is a secret. */
record Reads(Draft draft) {

    private static final int MOST_FOLDERS = 200;

    void read(Path path) {
        draft.account.effects.add(Effect.of(Verb.READ, Resource.file(path), Reversibility.READ_ONLY));
    }

    /** Names the folders that are read too, as far as they are few: one of them may belong to the gate. */
    private void below(Path root) {
        if (draft.world.supposes()) {
            return;
        }
        Deque<Path> open = new ArrayDeque<>(List.of(root));
        int named = 0;
        while (!open.isEmpty() && named < MOST_FOLDERS) {
            Path folder = open.removeFirst();
            for (String name : draft.world.names(folder).orElse(List.of())) {
                Path path = folder.resolve(name);
                if (draft.world.kind(path) == World.Kind.FOLDER) {
                    open.addLast(path);
                    draft.account.effects.add(Effect.of(Verb.READ, Resource.file(path), Reversibility.READ_ONLY));
                    named++;
                }
            }
        }
    }

    void reads(Findings.OnFile found) {
        Term term = found.term();
        Optional<Path> path = found.path().flatMap(draft.world::target);
        boolean tree = found.act() == FileAct.READ_TREE;
        Optional<String> secret = path.flatMap(p -> tree ? draft.secrets.below(p) : draft.secrets.at(p))
                .or(() -> path.flatMap(p -> secured(p, tree)))
                .or(() -> path.isEmpty() ? unknown(term) : Optional.empty());
        if (secret.isPresent()) {
            Resource resource = path.map(Resource::file).orElse(Resource.tool("unknown"));
            draft.account.effects.add(Effect.of(Verb.DISCLOSE, resource, Reversibility.IRREVERSIBLE));
            draft.account.reasons.add("it reads `" + Expansion.shortened(term.toString()) + "`, " + secret.get());
        } else if (path.isPresent()) {
            read(path.get());
            if (tree) {
                below(path.get());
            }
        } else {
            draft.account.effects.add(Effect.of(Verb.READ, Resource.tool("files"), Reversibility.READ_ONLY));
        }
    }

    /** What was secured has no name any more by which a secret could be told. */
    private Optional<String> secured(Path path, boolean tree) {
        return draft.ground
                .store()
                .filter(store -> path.startsWith(store) || (tree && store.startsWith(path)))
                .map(store -> "where what was secured lies, perhaps a secret");
    }

    /** Files that are not known before: a secret, when one is named in the line, or when it looks for them where secrets lie. */
    private Optional<String> unknown(Term term) {
        Optional<String> named = draft.secrets.named(term);
        if (named.isPresent()) {
            return named;
        }
        if (term.text().startsWith("/")) {
            Path base = Path.of(term.text().substring(0, term.text().lastIndexOf('/') + 1));
            return draft.world.target(base).flatMap(draft.secrets::below);
        }
        for (Object act : draft.findings.acts()) {
            if (act instanceof Findings.OnFile other && other.act() == FileAct.LIST) {
                Optional<String> there =
                        other.path().flatMap(draft.world::target).flatMap(draft.secrets::below);
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return draft.findings.secretWord();
    }
}
