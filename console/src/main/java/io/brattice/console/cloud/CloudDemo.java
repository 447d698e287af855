package io.brattice.console.cloud;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.aws.AwsTool;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.console.terminal.Ink;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Replays disasters with AWS, each twice: with nothing in the way, and behind the gate. Nothing but servers on this machine is called; answers that no
 * such server gives are recorded, and labelled so.
 */
public final class CloudDemo {

    /** Where the launcher puts the jars of the servers. */
    public static final String FOLDER = "brattice.demo.aws";

    private final PrintWriter out;
    private final boolean colour;
    private final Approver approver;
    private final String answers;
    private final Optional<Path> folder;

    /**
     * @param approver answers the gate's questions
     * @param answers who that is, for people
     * @param folder where the jars of the servers are
     */
    public CloudDemo(PrintWriter out, boolean colour, Approver approver, String answers, Optional<Path> folder) {
        this.out = out;
        this.colour = colour;
        this.approver = approver;
        this.answers = answers;
        this.folder = folder;
    }

    /** Plays every scene; true when behind the gate nothing was lost. */
    public boolean play() throws InterruptedException, JournalException {
        say(Ink.BOLD, "Disasters with AWS, each replayed twice: bare, and behind the gate.");
        labelled(
                "servers",
                folder.isPresent()
                        ? "on this machine, from " + folder.get()
                        : "none were fetched: all answers are recorded. `./brattice demo --aws` in a source checkout fetches them from Maven",
                null);
        labelled("questions", answers, null);
        say(null, "");
        boolean kept = true;
        try (Servers servers = new Servers(folder)) {
            int number = 0;
            for (Scene scene : Scenes.all(servers)) {
                number++;
                kept &= play(number, scene);
            }
        }
        return kept;
    }

    private boolean play(int number, Scene scene) throws InterruptedException, JournalException {
        say(Ink.BOLD, String.format(Locale.ROOT, "%2d. %s", number, scene.title()));
        say(Ink.DIM, "    " + scene.story());
        labelled("answers", scene.source(), scene.cloud().server().isPresent() ? null : Ink.YELLOW);
        if (scene.script().isEmpty()) {
            labelled("skipped", "it needs a server that nobody fetched", Ink.YELLOW);
            say(null, "");
            return true;
        }
        furnish(scene);
        for (AwsCall call : scene.script()) {
            send(scene, call);
        }
        labelled("bare", "sent " + String.join(", ", scene.cloud().changes()) + ": lost " + scene.lost(), Ink.RED);
        furnish(scene);
        boolean kept = gated(scene);
        say(null, "");
        return kept;
    }

    /** The world as it was; what is there already is left. */
    private static void furnish(Scene scene) throws InterruptedException {
        if (scene.cloud().server().isPresent()) {
            for (AwsCall call : scene.furnishing()) {
                send(scene, call);
            }
        }
        scene.cloud().changes().clear();
    }

    private static void send(Scene scene, AwsCall call) throws InterruptedException {
        try {
            scene.cloud().send(call);
        } catch (AwsException e) {
            if (!e.answered()) {
                throw new IllegalStateException("a server of the demo does not answer: " + e.getMessage(), e);
            }
        }
    }

    private boolean gated(Scene scene) throws JournalException {
        AwsTool aws = AwsTool.by(scene.cloud());
        try (Journal journal = Journal.inMemory();
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(approver)
                        .journal(journal)
                        .tools(name -> Optional.of(aws))
                        .build()) {
            Session agent = gate.as(Caller.agent("scripted-agent").onBehalfOf("Robin"));
            String label = "gate";
            boolean kept = true;
            for (AwsCall call : scene.script()) {
                Outcome outcome = agent.call(
                        aws,
                        Arguments.of(
                                "service",
                                call.service(),
                                "operation",
                                call.operation(),
                                "parameters",
                                call.parameters()));
                labelled(label, call.id() + " " + call.parameters().json(), null);
                labelled("", ended(outcome), outcome.ran() ? Ink.GREEN : Ink.YELLOW);
                label = "";
            }
            int undone = 0;
            if (scene.undo()) {
                List<Outcome> back = agent.rewind();
                undone = (int) back.stream().filter(Outcome::ran).count();
                kept &= undone == back.size();
                labelled(
                        "undo",
                        undone + " of " + back.size() + " calls taken back",
                        undone == back.size() ? Ink.GREEN : Ink.RED);
            }
            kept &= scene.undo() || scene.cloud().changes().isEmpty();
            labelled(
                    "lost", kept ? "nothing" : "what was sent: " + scene.cloud().changes(), kept ? Ink.GREEN : Ink.RED);
            return kept;
        }
    }

    private static String ended(Outcome outcome) {
        return outcome.fold(
                ran -> "ran: " + why(ran.verdict()),
                refused -> "not sent: " + why(refused.verdict()),
                pending -> "not sent: " + why(pending.verdict()),
                failed -> "failed: " + failed.error().getMessage(),
                unknown -> outcome.advice());
    }

    private static String why(Verdict verdict) {
        StringJoiner why = new StringJoiner("; ");
        verdict.reasons().forEach(reason -> why.add(reason.text()));
        return why.toString();
    }

    private void labelled(String label, String text, @Nullable Ink ink) {
        String cut = text.length() > 300 ? text.substring(0, 299) + "…" : text;
        say(ink, String.format(Locale.ROOT, "    %-9s %s", label, cut));
    }

    private void say(@Nullable Ink ink, String line) {
        out.println(ink == null ? line : ink.on(line, colour));
        out.flush();
    }
}
