package io.brattice.shell.remote;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Relay;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code terraform} and {@code tofu}: the state is kept before a command that changes it, and the plan before it is applied. The class of what
 * changes infrastructure does not depend on it. What changes nothing but a state that is a file of the workspace is REVERSIBLE once it is kept.
 */
record TerraformProgram(Program program, Desk desk) implements Program {

    private static final Safeguard KEPT = new Safeguard("terraform.state-kept", "the state is kept first");

    /** Commands that write the state once and reach nothing else. */
    private static final Set<String> LOCAL = Set.of("state rm", "state mv", "taint", "untaint");

    private static final Set<String> WITH_BACKUP = Set.of("taint", "untaint");
    private static final Set<String> HARMLESS = Set.of("TF_IN_AUTOMATION", "TF_INPUT", "TF_PLUGIN_CACHE_DIR");
    private static final Resource STATE = new Resource("terraform:state");
    private static final int LONGEST = 4 << 20;

    @Override
    public void read(Invocation call, Acts acts) {
        Optional<TerraformLine> line = TerraformLine.of(call).filter(found -> keeps(found, call.situation()));
        Optional<Path> local = line.filter(found -> LOCAL.contains(found.command()) && found.plain())
                .flatMap(this::local);
        Heard heard = new Heard(acts, local.isPresent() && desk.unkept().isEmpty());
        program.read(call, heard);
        // What is applied is never taken back by itself, so that nothing else that is kept can come into its way.
        boolean unclear = heard.opaque
                || heard.code && line.filter(TerraformProgram::applies).isEmpty();
        if (line.isEmpty() || unclear || heard.resources == 0) {
            heard.held.forEach(each -> acts.effect(each.verb(), each.resource(), each.inherent(), each.why()));
            return;
        }
        acts.prepared(heard.holdsBack ? reversible(line.get(), local.get(), heard, acts) : besides(line.get(), local));
    }

    private static boolean keeps(TerraformLine line, Situation situation) {
        return situation.plain()
                && !situation.world().supposes()
                && !situation.world().worst()
                && !line.elsewhere()
                && (StateKept.isPure(line.command()) || applies(line));
    }

    private static boolean applies(TerraformLine line) {
        return line.command().equals("apply") || line.command().equals("destroy");
    }

    private Prepared besides(TerraformLine line, Optional<Path> local) {
        String what = "the state from before `" + line.shown() + "`";
        Optional<Path> program = desk.binaries().resolve(line.program());
        Optional<String> why = desk.unkept()
                .or(() -> program.isEmpty()
                        ? Optional.of("there is no such program in the system's folders")
                        : Optional.empty());
        if (why.isPresent()) {
            return told(what + " is not kept first: " + why.get(), List.of());
        }
        boolean pure = StateKept.isPure(line.command());
        return told(
                what + (pure ? "" : ", and the plan,") + " is kept first"
                        + (pure
                                ? ", and an undo pushes it back; where it cannot be kept nothing runs, and this is judged anew"
                                : ": an undo says how to go back by hand, as what is applied cannot be taken back;"
                                        + " where they cannot be kept nothing runs, and this is judged anew"),
                List.of(step(line, local, program.orElseThrow())));
    }

    /** That the state is read for that is an effect too: a yes to a call that keeps it is none to one that does not. */
    private static Prepared told(String clause, List<StateKept> steps) {
        return new Prepared(
                steps.isEmpty() ? List.of() : List.of(Effect.of(Verb.READ, STATE, Reversibility.READ_ONLY)),
                Set.of(),
                List.copyOf(steps),
                Preview.Fidelity.PARTIAL,
                clause,
                clause,
                clause,
                Optional.empty());
    }

    private StateKept step(TerraformLine line, Optional<Path> local, Path program) {
        Reach reach = new Reach(program, line.cwd(), "", line.before(), variables(line));
        Optional<Path> plan = line.plan().or(desk::plan);
        return new StateKept(
                desk.execution(),
                line.shown(),
                desk.shelf().get(),
                local,
                Optional.of(new StateKept.Fresh(reach, StateKept.isPure(line.command()) ? Optional.empty() : plan)));
    }

    /** What the line sets, and what says which state it is: no other keys than those that stand in the line itself. */
    private Map<String, String> variables(TerraformLine line) {
        Map<String, String> base = desk.execution().environment();
        Map<String, String> variables = new TreeMap<>();
        line.variables().forEach((name, value) -> {
            boolean says = name.startsWith("TF_") && !name.startsWith("TF_VAR_") && !name.startsWith("TF_TOKEN_")
                    || name.equals("AWS_PROFILE")
                    || name.equals("AWS_REGION");
            if (says || !value.text().equals(base.get(name))) {
                variables.put(name, value.text());
            }
        });
        return variables;
    }

    private Prepared reversible(TerraformLine line, Path folder, Heard heard, Acts acts) {
        Path state = folder.resolve("terraform.tfstate");
        if (WITH_BACKUP.contains(line.command())) {
            acts.file(
                    FileAct.WRITE,
                    Term.of(folder.resolve("terraform.tfstate.backup").toString()));
        }
        List<Effect> effects = new ArrayList<>();
        heard.held.forEach(each -> effects.add(Effect.of(each.verb(), each.resource(), each.inherent())));
        effects.add(Effect.of(Verb.UPDATE, Resource.file(state), Reversibility.IRREVERSIBLE));
        effects.replaceAll(effect -> effect.safeguarded(Reversibility.REVERSIBLE));
        String clause = "`" + line.shown() + "` changes the state in `" + state + "`, which is kept first";
        Path program = desk.binaries().resolve(line.program()).orElseThrow();
        return new Prepared(
                effects,
                Set.of(KEPT),
                List.of(step(line, Optional.of(folder), program)),
                Preview.Fidelity.PARTIAL,
                clause
                        + Digest.of(line.situation()
                                        .world()
                                        .text(state, LONGEST)
                                        .orElse(""))
                                .hex(),
                clause,
                clause,
                Optional.empty());
    }

    /** The folder in which the state is a plain file of the workspace, for certain. */
    private Optional<Path> local(TerraformLine line) {
        World world = line.situation().world();
        Optional<Path> folder = world.target(line.folder())
                .filter(found -> found.startsWith(desk.workspace()))
                .filter(found -> found.equals(line.folder()));
        if (folder.isEmpty() || desk.binaries().resolve(line.program()).isEmpty()) {
            return Optional.empty();
        }
        boolean settings =
                line.variables().keySet().stream().anyMatch(name -> name.startsWith("TF_") && !HARMLESS.contains(name));
        boolean elsewhere = world.kind(folder.get().resolve(".terraform/terraform.tfstate")) != World.Kind.NOTHING
                || world.kind(folder.get().resolve(".terraform/environment")) != World.Kind.NOTHING
                || namesBackend(folder.get(), world);
        boolean readable = world.kind(folder.get().resolve("terraform.tfstate")) == World.Kind.FILE
                && world.text(folder.get().resolve("terraform.tfstate"), LONGEST)
                        .isPresent();
        return settings || elsewhere || !readable ? Optional.empty() : folder;
    }

    /** True where the configuration may say that the state is elsewhere, or is encrypted. */
    private static boolean namesBackend(Path folder, World world) {
        Optional<List<String>> names = world.names(folder);
        if (names.isEmpty()) {
            return true;
        }
        for (String name : names.get()) {
            boolean configuration = name.endsWith(".tf")
                    || name.endsWith(".tf.json")
                    || name.endsWith(".tofu")
                    || name.endsWith(".tofu.json");
            if (configuration) {
                String text = world.text(folder.resolve(name), LONGEST).orElse("backend");
                if (text.contains("backend") || text.contains("cloud") || text.contains("encryption")) {
                    return true;
                }
            }
        }
        return false;
    }

    private record Held(Verb verb, Resource resource, Reversibility inherent, String why) {}

    /** Hears what is done to the state, and holds it back where it is told with what is kept of it. */
    private static final class Heard implements Relay {
        private final Acts acts;
        private final boolean holdsBack;
        private final List<Held> held = new ArrayList<>();
        private int resources;
        private boolean opaque;
        private boolean code;

        Heard(Acts acts, boolean holdsBack) {
            this.acts = acts;
            this.holdsBack = holdsBack;
        }

        @Override
        public Acts acts() {
            return acts;
        }

        @Override
        public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
            boolean state = resource.scheme().equals("terraform") && verb.writes();
            resources += state ? 1 : 0;
            if (state && holdsBack) {
                held.add(new Held(verb, resource, inherent, why));
            } else {
                acts.effect(verb, resource, inherent, why);
            }
        }

        @Override
        public void opaque(String why) {
            opaque = true;
            acts.opaque(why);
        }

        @Override
        public void code(String what) {
            code = true;
            acts.code(what);
        }
    }
}
