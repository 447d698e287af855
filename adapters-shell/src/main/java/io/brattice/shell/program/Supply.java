package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what an installer is asked for. A name that somebody made up, or mistyped, may be one that an attacker has registered for
 * just that: so a name is taken only when a lock file or a manifest of the project has it, or when it is well known. A name that
 * resembles a well-known one is not taken from a manifest, which an agent may have written itself.
 */
final class Supply {

    private final Registry registry;
    private final Acts acts;
    private final KnownNames known;
    private final Set<String> locked;
    private final Set<String> declared;
    private boolean plain = true;

    Supply(Registry registry, Situation situation, Acts acts) {
        this.registry = registry;
        this.acts = acts;
        known = KnownNames.of(registry);
        Optional<Path> folder = situation.cwd();
        if (folder.isPresent()) {
            Manifests manifests = new Manifests(registry, situation.world(), folder.get());
            locked = manifests.locked();
            declared = manifests.declared();
        } else {
            locked = Set.of();
            declared = Set.of();
        }
    }

    /** True as long as everything judged comes from the registry by its name; then a rehearsal can show it. */
    boolean isPlain() {
        return plain;
    }

    /** Tells what installing these does. */
    void judge(List<Term> words) {
        for (Term word : words) {
            judge(word, true);
        }
    }

    /** Tells what installing one does; a manifest does not vouch for itself. */
    void judge(Term word, boolean manifestsVouch) {
        if (!word.known()) {
            plain = false;
            acts.opaque("which package `" + word + "` is, is not known");
            return;
        }
        PackageSpec spec = PackageSpec.of(registry, word.text());
        if (spec.name().isEmpty()) {
            plain = false;
            acts.code("installs `" + word
                    + "`, which does not come from the registry by its name, and may run its build");
            return;
        }
        tell(spec.name().get(), manifestsVouch);
    }

    private void tell(String name, boolean manifestsVouch) {
        String normal = registry.normal(name);
        Resource resource = new Resource("package:" + registry.word() + "/" + normal);
        if (known.has(name)) {
            acts.effect(
                    Verb.CREATE, resource, Reversibility.RECOVERABLE, "installs `" + name + "`, a well-known package");
        } else if (locked.contains(normal)) {
            acts.effect(
                    Verb.CREATE,
                    resource,
                    Reversibility.RECOVERABLE,
                    "installs `" + name + "`, which the lock file has");
        } else if (manifestsVouch && declared.contains(normal) && !known.resembles(name)) {
            acts.effect(
                    Verb.CREATE,
                    resource,
                    Reversibility.RECOVERABLE,
                    "installs `" + name + "`, which the project names");
        } else {
            String near = known.nearest(name)
                    .map(other -> "; the nearest known name is `" + other + "`")
                    .orElse("; no well-known name is near it");
            acts.effect(
                    Verb.EXECUTE,
                    resource,
                    Reversibility.IRREVERSIBLE,
                    "installs `" + name + "`, which is not in a lock file, not allow-listed and not a well-known name"
                            + near);
        }
    }
}
