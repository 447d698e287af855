package io.brattice.shell.program;

import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Installing with a system's package manager, from its signed repositories. The manager's own simulation says what else would be
 * removed or replaced; a file given by its path is not from a repository, and brings scripts that run as root.
 *
 * @param simulate the option that makes it only simulate, which is put last because the last one wins
 */
record AptReader(String simulate, String shows) implements Reader {

    private static final Set<String> INSTALLS = Set.of("install", "reinstall", "satisfy", "build-dep", "add", "in");
    private static final Set<String> FILES = Set.of(".deb", ".rpm", ".apk", ".changes", ".dsc");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        boolean installs = INSTALLS.contains(reading.command());
        boolean agrees = reading.has("--assumeyes") && simulate.equals("--assumeno");
        boolean rehearses = reading.rehearses() && !agrees;
        boolean plain = PipReader.isClear(reading);
        if (!rehearses) {
            for (Term operand : reading.operands()) {
                plain &= tell(operand, installs, acts);
            }
            if (reading.operands().isEmpty()) {
                acts.effect(
                        Verb.UPDATE,
                        new Resource("package:system/*"),
                        Reversibility.IRREVERSIBLE,
                        "changes what is installed on this system, and may restart running services");
            }
        }
        acts.network("the package repositories");
        Optional<List<Term>> words =
                PipReader.appended(agrees ? withoutYes(call.words(), reading) : call.words(), simulate);
        if (plain && words.isPresent() && !rehearses) {
            List<String> argv = new ArrayList<>();
            words.get().forEach(word -> argv.add(word.text()));
            acts.rehearsal(new DryRun(argv, Preview.Fidelity.EXACT, shows));
        }
    }

    /** With a yes beside it a simulation by {@code --assumeno} would go ahead; where the yes is in a bundle there is none. */
    private static List<Term> withoutYes(List<Term> words, Reading reading) {
        List<Term> rest = new ArrayList<>(words);
        rest.removeIf(
                word -> word.known() && (word.text().equals("-y") || word.text().equals("--assumeyes")));
        long yes = reading.options().stream()
                .filter(found -> found.name().equals("-y") || found.name().startsWith("--assumey"))
                .count();
        return words.size() - rest.size() == yes ? rest : List.of(Term.beginning(""));
    }

    private static boolean tell(Term operand, boolean installs, Acts acts) {
        String text = operand.text();
        boolean takes = !installs || text.endsWith("-");
        boolean file = text.startsWith(".")
                || text.startsWith("/")
                || text.startsWith("~")
                || text.contains("://")
                || FILES.stream().anyMatch(text::endsWith);
        if (!operand.known() || (installs && file)) {
            acts.opaque("`" + operand + "` is not known to come from a repository of the system");
            return false;
        }
        try {
            acts.effect(
                    takes ? Verb.DELETE : Verb.CREATE,
                    new Resource("package:system/" + text.replace('#', '_')),
                    takes ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE,
                    takes
                            ? "removes `" + text + "`, and may stop what runs or needs it"
                            : "installs `" + text + "` from the system's repositories");
            return true;
        } catch (IllegalArgumentException e) {
            acts.opaque("its package `" + text + "` cannot be named");
            return false;
        }
    }
}
