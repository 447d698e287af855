package io.brattice.shell.remote;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of terraform or tofu, and the plan, from before a command that changes one by the other. Both hold secrets: they lie on the shelf, for their owner
 * alone, and nothing of them is in the note.
 *
 * <p>Where the command changes nothing but the state, taking back pushes the old one under a new serial, if lineage, serial and content show that
 * nobody else wrote since, and compares what is there then. What was applied is not taken back: the check refuses, and says where all
 * that is needed to go back by hand lies.
 *
 * @param program the command, for people: {@code terraform state rm}
 * @param aside a folder on the call's shelf
 * @param local the folder in which the state is a file; empty for one that is elsewhere, or may be
 * @param fresh what is needed to keep it; empty for a step that was read from its note
 */
record StateKept(Execution execution, String program, Path aside, Optional<Path> local, Optional<Fresh> fresh)
        implements RemoteStep {

    static final String KIND = "terraform-kept";

    private static final Set<String> PURE =
            Set.of("state rm", "state mv", "state replace-provider", "taint", "untaint", "import");

    /** @param plan the plan that is going to be applied, where there is one */
    record Fresh(Reach reach, Optional<Path> plan) {}

    /** True for commands that change the state and nothing else. */
    static boolean isPure(String command) {
        return PURE.contains(command) || command.equals("state push");
    }

    private String command() {
        return program.substring(program.indexOf(' ') + 1);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                aside.toString(),
                "program",
                program,
                "local",
                local.map(Path::toString).orElse(""),
                "aside",
                aside.toString());
    }

    private Path state() {
        return aside.resolve("state.json");
    }

    @Override
    public void keep() throws IOException {
        Fresh known = fresh.orElseThrow(() -> new IOException("a step that was read from its note keeps nothing"));
        Shelved.folder(aside);
        known.reach().write(aside.resolve("reach"));
        Terraform terraform = new Terraform(known.reach(), execution);
        try {
            StateText before = terraform.pull(state());
            if (known.plan().isPresent()) {
                Path plan = Shelved.file(aside.resolve("plan"));
                Files.write(plan, Files.readAllBytes(known.plan().get()));
                terraform.show(plan, aside.resolve("plan.json"));
            }
            if (!isPure(command())) {
                Files.writeString(
                        Shelved.file(aside.resolve("how-to-go-back.txt")),
                        Advice.of(known.reach(), program, before, known.plan().isPresent()));
            }
        } catch (IOException e) {
            throw new UnkeptException(String.valueOf(e.getMessage()));
        }
    }

    private Terraform terraform() throws IOException {
        return new Terraform(Reach.read(aside.resolve("reach")), execution);
    }

    @Override
    public String left() {
        try {
            return Digest.of(terraform().pull(aside.resolve("after.json")).text())
                    .hex();
        } catch (IOException e) {
            return UNKNOWN; // asked again when it is taken back
        }
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.exists(state())) {
            throw new StaleException("the state from before `" + program + "` was not kept");
        }
        if (!isPure(command())) {
            throw new StaleException(
                    "what `" + program + "` did cannot be taken back; how to go back by hand, the state and the plan"
                            + " from before are in `" + aside + "`: read `how-to-go-back.txt`");
        }
        StateText now;
        try {
            now = terraform().pull(aside.resolve("now.json"));
        } catch (IOException e) {
            throw new StaleException("the state cannot be asked: " + e.getMessage() + where());
        }
        Optional<String> why = hindrance(StateText.read(state()), now, left);
        if (why.isPresent()) {
            throw new StaleException(why.get() + where());
        }
    }

    private String where() {
        return "; what it was is in `" + state() + "`";
    }

    /** Why the old state must not be pushed over the one that is there now. */
    private Optional<String> hindrance(StateText before, StateText now, String left) throws IOException {
        if (now.holds(before)) {
            return Optional.empty(); // nothing is pushed
        }
        if (before.isNothing() || now.isNothing() || !before.lineage().equals(now.lineage())) {
            return Optional.of("there was no state before, or it is of another lineage than the one there now");
        }
        if (left.equals(UNKNOWN)) {
            boolean one = local.isPresent() && now.serial() == before.serial() + 1;
            return one
                    ? Optional.empty()
                    : Optional.of(
                            "the state is not as it was, and whether the call or somebody else changed it is not known");
        }
        StateText after = StateText.read(aside.resolve("after.json"));
        if (!Digest.of(after.text()).hex().equals(left)) {
            return Optional.of("what was kept of the state was changed in the store");
        }
        if (!now.text().equals(after.text())) {
            return Optional.of("the state was changed since");
        }
        boolean others = PURE.contains(command()) && after.serial() != before.serial() + 1;
        return others ? Optional.of("somebody else changed the state while the call ran") : Optional.empty();
    }

    @Override
    public void undo(String left) throws IOException {
        StateText before = StateText.read(state());
        Terraform terraform = terraform();
        StateText now = terraform.pull(Shelved.next(aside, "replaced"));
        Optional<String> why = hindrance(before, now, left);
        if (why.isPresent()) {
            throw new IOException(why.get() + where());
        }
        if (now.holds(before)) {
            return;
        }
        Path fresh = Shelved.file(aside.resolve("pushed.json"));
        Files.writeString(fresh, before.under(now.serial() + 1));
        Optional<Path> backup = local.map(folder -> folder.resolve("terraform.tfstate.backup"));
        Path away = Shelved.next(aside, "backup");
        boolean had = backup.isPresent() && Files.exists(backup.get(), LinkOption.NOFOLLOW_LINKS);
        if (had) {
            Files.move(backup.get(), away); // a push writes one of its own, which nobody needs
        }
        try {
            terraform.push(fresh, aside.resolve("said"));
        } finally {
            if (backup.isPresent() && Files.exists(backup.get(), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(backup.get(), Shelved.next(aside, "pushed-over"));
            }
            if (had) {
                Files.move(away, backup.get());
            }
        }
        if (!terraform.pull(aside.resolve("now.json")).holds(before)) {
            throw new IOException("the state was pushed back, and yet it is not what it was" + where());
        }
    }

    @Override
    public Resource resource() {
        return new Resource("terraform:state");
    }

    @Override
    public Reversibility reversibility() {
        return local.isPresent() ? Reversibility.REVERSIBLE : Reversibility.RECOVERABLE;
    }

    @Override
    public String summary() {
        return isPure(command())
                ? "pushes back the state from before `" + program + "`, under a new serial"
                : "says how to go back from `" + program + "` by hand: what it did is not taken back";
    }
}
