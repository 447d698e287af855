package io.brattice.shell.program;

import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code terraform}, {@code tofu} and {@code terragrunt}: what plans, applies, shows and formats. */
final class TerraformReader implements Reader {

    private static final Resource STATE = new Resource("terraform:state");
    private static final int LONGEST = 1 << 18;
    private static final int MOST_FILES = 200;
    private static final Set<String> PASSED = Set.of(
            "-var", "-var-file", "-target", "-replace", "-refresh", "-refresh-only", "-exclude", "-destroy", "-state");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        String command = reading.command().substring(reading.command().lastIndexOf(' ') + 1);
        switch (command) {
            case "plan" -> {
                acts.network("providers");
                runs(reading, call, acts);
            }
            case "apply", "destroy" -> apply(command, reading, call, acts);
            case "refresh", "import", "console", "test" -> {
                acts.network("providers");
                runs(reading, call, acts);
            }
            case "fmt" -> format(reading, acts);
            case "show" -> {
                reading.operands().forEach(plan -> acts.file(FileAct.READ, plan));
                if (reading.has("-json") || reading.has("-show-sensitive")) {
                    discloses(acts);
                }
            }
            case "output" -> output(reading, acts);
            default -> {}
        }
    }

    private static void apply(String command, Reading reading, Invocation call, Acts acts) {
        List<Term> plans = reading.operands();
        plans.forEach(plan -> acts.file(FileAct.READ, plan));
        acts.network("providers");
        boolean external = runs(reading, call, acts);
        boolean removes = command.equals("destroy") || reading.has("-destroy");
        acts.effect(
                removes ? Verb.DELETE : Verb.UPDATE,
                STATE,
                Reversibility.IRREVERSIBLE,
                removes ? "removes infrastructure" : "changes infrastructure");
        boolean known = call.words().stream().allMatch(Term::known);
        boolean plain = !reading.command().contains(" ") && !call.name().equals("terragrunt");
        if (!known || external || !plain) {
            return;
        }
        List<String> argv = new ArrayList<>(List.of(call.name()));
        reading.value("-chdir").ifPresent(folder -> argv.add("-chdir=" + folder.text()));
        if (!plans.isEmpty()) {
            argv.addAll(List.of("show", "-no-color", plans.get(0).text()));
            acts.rehearsal(new DryRun(argv, Preview.Fidelity.EXACT, "terraform"));
            return;
        }
        argv.addAll(List.of("plan", "-no-color", "-input=false", "-lock=false"));
        if (command.equals("destroy")) {
            argv.add("-destroy");
        }
        for (Reading.Found found : reading.options()) {
            String name = found.name().startsWith("--") ? found.name().substring(1) : found.name();
            if (PASSED.contains(name)) {
                argv.add(
                        found.values().isEmpty()
                                ? name
                                : name + "=" + found.values().get(0).text());
            }
        }
        acts.rehearsal(new DryRun(argv, Preview.Fidelity.PARTIAL, "terraform"));
    }

    /** Tells of programs that a configuration in this folder names, which even a plan runs. */
    private static boolean runs(Reading reading, Invocation call, Acts acts) {
        Situation situation = call.situation();
        Optional<Path> folder = reading.value("-chdir").map(situation::path).orElse(situation.cwd());
        List<String> names = folder.flatMap(one -> situation.world().names(one)).orElse(List.of());
        int looked = 0;
        for (String name : names) {
            boolean configuration = name.endsWith(".tf")
                    || name.endsWith(".tf.json")
                    || name.endsWith(".hcl")
                    || name.endsWith(".tofu");
            if (!configuration || ++looked > MOST_FILES) {
                continue;
            }
            Optional<String> text = folder.flatMap(one -> situation.world().text(one.resolve(name), LONGEST));
            boolean runs = text.isEmpty()
                    || text.get().contains("\"external\"")
                    || text.get().contains("run_cmd")
                    || text.get().contains("_hook");
            if (runs) {
                acts.code("a program that `" + name + "` names");
                return true;
            }
        }
        return false;
    }

    private static void format(Reading reading, Acts acts) {
        boolean looks = reading.has("-check")
                        && reading.values("-check").stream().allMatch(TerraformReader::isTrue)
                || reading.has("-write")
                        && reading.values("-write").stream()
                                .allMatch(value -> value.known() && value.text().equals("false"))
                        && !reading.values("-write").isEmpty();
        List<Term> places = reading.operands().isEmpty() ? List.of(Term.of(".")) : reading.operands();
        for (Term place : places) {
            if (place.known() && place.text().equals("-")) {
                continue;
            }
            boolean file = place.known()
                    && (place.text().endsWith(".tf")
                            || place.text().endsWith(".tfvars")
                            || place.text().endsWith(".hcl"));
            acts.file(looks ? FileAct.LIST : file ? FileAct.UPDATE : FileAct.UPDATE_TREE, place);
        }
    }

    private static boolean isTrue(Term value) {
        return value.known() && value.text().equals("true");
    }

    /** A name prints in plain text even what is marked as sensitive. */
    private static void output(Reading reading, Acts acts) {
        List<Term> names = reading.operands();
        boolean all = names.isEmpty() && (reading.has("-json") || reading.has("-show-sensitive"));
        boolean secret = names.stream()
                .anyMatch(name -> !name.known() || isSecret(name.text().toLowerCase(Locale.ROOT)));
        if (all || secret) {
            discloses(acts);
        }
    }

    private static boolean isSecret(String name) {
        for (String word :
                new String[] {"pass", "secret", "token", "key", "cred", "conn", "kubeconfig", "cert", "uri", "dsn"}) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static void discloses(Acts acts) {
        acts.effect(Verb.DISCLOSE, STATE, Reversibility.IRREVERSIBLE, "may show secrets in plain text");
    }
}
