package io.brattice.shell.rehearsal;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.DryRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the dry runs of programs and reads their answers.
 *
 * <p>Guarantees: an answer that failed, came too late, was too long or was not understood is no preview, and says why in one
 * line; one that was understood in part is at most PARTIAL. The fingerprint is of what would be done, so that two answers that
 * mean the same are equal.
 *
 * <p>Does not: know that a dry run has no effects. That is what the table of the program vouches for.
 */
public final class Rehearsals {

    private static final int MOST_OUTPUT = 32 << 20;
    private static final int MOST_TEXT = 1 << 16;
    private static final int MOST_EFFECTS = 2000;
    private static final Map<String, Reader> READERS = Map.of(
            "text", new PlainText(0),
            "diff", new PlainText(1),
            "apt", new Apt(),
            "pip", new Pip(),
            "npm", new Npm(),
            "kubectl", new Kubectl(),
            "kubectl-diff", new PlainText(1),
            "helm", new Helm(),
            "rsync", new Rsync());
    /** So that answers are in the language that is read here, and nothing is told to anyone. */
    private static final Map<String, String> PLAINLY = Map.of(
            "LC_ALL", "C.UTF-8",
            "LANGUAGE", "C",
            "NO_COLOR", "1",
            "TF_IN_AUTOMATION", "1",
            "TF_INPUT", "0",
            "CHECKPOINT_DISABLE", "1",
            "npm_config_update_notifier", "false",
            "npm_config_audit", "false",
            "npm_config_fund", "false");

    /** How {@code apt} is read where its lists are updated before, or may be. */
    private static final String UPDATED = "apt-updated";

    private static final String PERHAPS_UPDATED = "apt-perhaps-updated";

    private final Plans plans;

    /**
     * Rehearsals that keep plans to be applied in a folder.
     *
     * @param plans a folder that no agent may look into; made when it is needed, for its owner alone
     */
    public Rehearsals(Path plans) {
        this.plans = new Plans(plans.toAbsolutePath());
    }

    /** The names of the readers. */
    public static List<String> readers() {
        List<String> names = new ArrayList<>(READERS.keySet());
        names.add("terraform");
        return names;
    }

    /**
     * Runs it and reads the answer.
     *
     * @param assessed what the command is known to do before it is rehearsed: the effects of a preview whose answer is only shown
     */
    public Preview run(DryRun rehearsal, Path cwd, Environment environment, Duration time, List<Effect> assessed)
            throws InterruptedException {
        Question question = new Question(rehearsal.argv(), rehearsal.fidelity(), cwd, assessed);
        try {
            if (rehearsal.reader().equals("terraform")) {
                return plan(question, new Asking(environment, time));
            }
            if (rehearsal.reader().equals(UPDATED)) {
                return updated(question, new Asking(environment, time), true);
            }
            if (rehearsal.reader().equals(PERHAPS_UPDATED)) {
                return updated(question, new Asking(environment, time), false);
            }
            Reader reader = READERS.get(rehearsal.reader());
            if (reader == null) {
                throw new UnreadableException("there is no reader `" + rehearsal.reader() + "`");
            }
            ShellResult result = new Asking(environment, time).ask(reader.words(question), cwd, reader);
            return preview(question, reader.read(question, result));
        } catch (UnreadableException e) {
            return Preview.none(named(rehearsal) + " has no rehearsal: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return Preview.none(named(rehearsal) + " has no rehearsal: it cannot be run here");
        }
    }

    /**
     * The plan that {@link #run} showed with this fingerprint, if it is still there and still says the same.
     *
     * @param rehearsal the same as was run
     */
    public Optional<SavedPlan> saved(
            DryRun rehearsal, Digest fingerprint, Path cwd, Environment environment, Duration time)
            throws InterruptedException {
        Path file = plans.of(fingerprint);
        if (!rehearsal.reader().equals("terraform") || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            TerraformWords words = TerraformWords.of(rehearsal.argv());
            Asking asking = new Asking(environment, time);
            String json =
                    asking.ask(words.showJson(file.toString()), cwd, SHOWN).stdout();
            boolean same = fingerprintOf(TerraformPlan.read(json, "")).equals(fingerprint);
            return same
                    ? Optional.of(new SavedPlan(asking.resolved(words.apply(file.toString())), file))
                    : Optional.empty();
        } catch (UnreadableException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where the plan lies that {@link #run} showed with this fingerprint. It may hold secrets. */
    public Optional<Path> plan(Digest fingerprint) {
        return Optional.of(plans.of(fingerprint)).filter(Files::isRegularFile);
    }

    private static final Reader SHOWN = new PlainText(0);

    private Preview plan(Question question, Asking asking)
            throws IOException, InterruptedException, UnreadableException {
        TerraformWords words = TerraformWords.of(question.argv());
        if (words.saved().isPresent()) {
            // The command applies a plan of its own: it is shown as it is, and applied as the command says.
            String file = words.saved().get();
            String text = asking.ask(words.show(file), question.cwd(), SHOWN).stdout();
            String json =
                    asking.ask(words.showJson(file), question.cwd(), SHOWN).stdout();
            return preview(question, TerraformPlan.read(json, text));
        }
        Path file = plans.fresh();
        try {
            String text = asking.ask(words.plan(file.toString()), question.cwd(), SHOWN)
                    .stdout();
            String json = asking.ask(words.showJson(file.toString()), question.cwd(), SHOWN)
                    .stdout();
            Answer answer = TerraformPlan.read(json, text);
            plans.keep(file, fingerprintOf(answer));
            return preview(question, answer);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * A simulation on the lists that an update would fetch. Where the update may not come to pass, the lists at hand must say the same, or
     * not know the package at all: then nothing would be installed.
     */
    private synchronized Preview updated(Question question, Asking asking, boolean certainly)
            throws IOException, InterruptedException, UnreadableException {
        Apt apt = new Apt();
        List<String> words = apt.words(question);
        AptLists lists = new AptLists(plans.lasting("apt"));
        ShellResult fetched = asking.ask(lists.update(), question.cwd(), SHOWN);
        AptLists.refuseTrouble(fetched.stdout(), fetched.stderr());
        Answer then = apt.read(question, asking.ask(lists.on(words), question.cwd(), apt));
        if (certainly) {
            return preview(question, then);
        }
        try {
            Answer now = apt.read(question, asking.ask(words, question.cwd(), apt));
            boolean same = now.equals(then);
            return preview(question, new Answer(then.effects(), then.whole() && same, then.seen(), then.text()));
        } catch (UnreadableException e) {
            return preview(question, then);
        }
    }

    private static Preview preview(Question question, Answer answer) throws UnreadableException {
        if (answer.effects().size() > MOST_EFFECTS) {
            throw new UnreadableException("it would do more than " + MOST_EFFECTS + " things");
        }
        boolean shownWhole = answer.text().length() <= MOST_TEXT;
        String text = shownWhole
                ? answer.text()
                : answer.text().substring(0, MOST_TEXT) + "\n[… "
                        + (answer.text().length() - MOST_TEXT) + " characters are not shown …]";
        boolean exact = answer.whole() && shownWhole && question.fidelity() == Fidelity.EXACT;
        boolean none = question.fidelity() == Fidelity.NONE;
        return new Preview(
                answer.effects(),
                none ? Fidelity.NONE : exact ? Fidelity.EXACT : Fidelity.PARTIAL,
                fingerprintOf(answer),
                text);
    }

    private static Digest fingerprintOf(Answer answer) {
        return Digest.of(answer.seen().getBytes(StandardCharsets.UTF_8));
    }

    private static String named(DryRun rehearsal) {
        return rehearsal.argv().isEmpty() ? "it" : "`" + rehearsal.argv().get(0) + "`";
    }

    /** Runs what is asked in the environment of commands, but in a language that is read here. */
    private record Asking(Environment environment, Duration time) {

        List<String> resolved(List<String> argv) throws UnreadableException {
            String name = argv.isEmpty() ? "" : argv.get(0);
            Path program = environment
                    .binaries()
                    .find(name, Optional.empty())
                    .orElseThrow(() -> new UnreadableException("there is no such program in the system's folders"))
                    .path();
            List<String> words = new ArrayList<>(argv);
            words.set(0, program.toString());
            return words;
        }

        ShellResult ask(List<String> argv, Path cwd, Reader reader)
                throws IOException, InterruptedException, UnreadableException {
            Map<String, String> variables = new LinkedHashMap<>(environment.variables());
            variables.putAll(PLAINLY);
            ShellResult result = new Execution(variables, time, MOST_OUTPUT).run(resolved(argv), cwd);
            if (result.timedOut()) {
                throw new UnreadableException("it did not come to an end within " + time.toSeconds() + " seconds");
            }
            if (!reader.succeeded(result.exit())) {
                throw new UnreadableException(Texts.error(result));
            }
            if (result.truncated()) {
                throw new UnreadableException("its answer is too long");
            }
            return result;
        }
    }
}
