package io.brattice.console.demo;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.approval.Approver;
import io.brattice.aws.command.AwsCommand;
import io.brattice.files.FileTool;
import io.brattice.files.store.Store;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import io.brattice.shell.ShellTool;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same agent's hands with a gate in front of them: a real one, with its journal and its ledger in files. */
final class GatedHands implements Hands, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final World world;
    private final Watch watch = new Watch();
    private final List<Move> moves = new ArrayList<>();
    private final Journal journal;
    private final Ledger ledger;
    private final Gate gate;
    private final Tool bash;
    private final Tool writeFile;
    private final Tool environment;
    private Session session;
    private Duration inGate = Duration.ZERO;

    /**
     * @param place where journal, ledger and what is moved aside are kept: outside the world
     * @param containment what code that nobody can read runs in
     */
    GatedHands(World world, Path place, Approver approver, Containment containment) throws IOException {
        Files.createDirectory(place);
        this.world = world;
        this.journal = FileJournal.in(place.resolve("journal"));
        this.ledger = FileLedger.in(place.resolve("ledger"));
        Path store = place.resolve("store");
        this.bash = watch.tool(ShellTool.builder()
                .workspace(world.project())
                .home(world.home())
                .store(store)
                .environment(world.ownVariables())
                .containment(containment)
                .hidden(place)
                .program("aws", AwsCommand.shipped())
                .build());
        this.writeFile = watch.tool(FileTool.in(world.project(), Store.in(store)));
        this.environment = watch.tool(new EnvironmentTool(world.environment()));
        Map<String, Tool> byName =
                Map.of(bash.name(), bash, writeFile.name(), writeFile, environment.name(), environment);
        this.gate = Gate.builder()
                .policy(watch.policy(HousePolicy.rules()))
                .approver(watch.approver(approver))
                .journal(journal)
                .ledger(ledger)
                .tools(name -> Optional.ofNullable(byName.get(name)))
                .protect(Resource.file(place))
                .patience(PATIENCE)
                .build();
        this.session = gate.as(Caller.agent("scripted-agent").onBehalfOf("Robin"));
    }

    @Override
    public Reply bash(String command) {
        return call(bash, "$ " + command, Arguments.of("command", command));
    }

    @Override
    public Reply write(String path, String content) {
        String target = world.project().resolve(path).toString();
        return call(writeFile, "write_file " + path, Arguments.of("path", target, "content", content));
    }

    @Override
    public Reply fetch(String path) {
        Reply reply = bash("cat " + path);
        session = session.tainted("outside:" + path);
        return reply;
    }

    @Override
    public Reply environment(String operation, String name) {
        return call(
                environment,
                "environment " + operation + " " + name,
                Arguments.of("operation", operation, "name", name));
    }

    /** A retry has the id of the payment it repeats. */
    @Override
    public Reply pay(String order, BigDecimal amount) {
        String what = "payments.pay " + order + " " + amount;
        Payments payments = session.callId("pay-" + order).guard(Payments.class, this::payForReal);
        watch.begin();
        try {
            String receipt = payments.pay(order, amount);
            return note("payments", what, "ran", "the provider answered", new Reply(true, receipt));
        } catch (RefusedException e) {
            return note("payments", what, e.outcome());
        } catch (IOException e) {
            return note("payments", what, "failed", message(e), new Reply(false, message(e)));
        }
    }

    @Override
    public List<Move> moves() {
        return List.copyOf(moves);
    }

    /** Takes back every call of the agent that can be; answers one outcome for each. */
    List<Outcome> rewind() {
        return session.rewind();
    }

    /** How long the gate took so far, without the effects and without a person's thinking. */
    Duration inGate() {
        return inGate;
    }

    boolean agreed() {
        return watch.agreed();
    }

    /** What the journal says so far. */
    Recorded recorded() throws JournalException {
        return Recorded.in(journal);
    }

    @Override
    public void close() {
        gate.close();
        ledger.close();
        journal.close();
    }

    private String payForReal(String order, BigDecimal amount) throws IOException {
        try {
            return watch.effect(() -> world.bank().pay(order, amount));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private Reply call(Tool tool, String what, Arguments arguments) {
        watch.begin();
        return note(tool.name(), what, session.call(tool, arguments));
    }

    private Reply note(String tool, String what, Outcome outcome) {
        Reply advice = new Reply(false, outcome.advice());
        return outcome.fold(
                ran -> note(tool, what, "ran", why(ran.verdict()), answer(ran.value())),
                refused -> note(tool, what, "refused", why(refused.verdict()), advice),
                pending -> note(tool, what, "parked", why(pending.verdict()), advice),
                failed -> note(tool, what, "failed", message(failed.error()), advice),
                unknown -> note(tool, what, "unknown", unknown.advice(), advice));
    }

    private Reply note(String tool, String what, String end, String reason, Reply reply) {
        inGate = inGate.plus(watch.inGate());
        List<String> did = new ArrayList<>(watch.stages());
        if (did.isEmpty() && (end.equals("unknown") || end.equals("failed"))) {
            did.add("not repeated");
        } else if (!did.contains(end)) {
            did.add(end);
        }
        String grade = watch.assessment()
                .map(Assessment::reversibility)
                .map(Enum::name)
                .orElse("");
        moves.add(new Move(tool, what, did, grade, inWorld(reason), inWorld(reply.text()), 1));
        return reply;
    }

    /** The rule that decided; where it is one of the default table, what the classifier had to say. */
    private String why(Verdict end) {
        List<Reason> reasons = watch.verdict().orElse(end).reasons();
        Reason first = reasons.stream()
                .filter(each -> !each.rule().equals("default.read-only"))
                .findFirst()
                .orElse(reasons.get(0));
        String said = watch.assessment().map(each -> each.reasons().get(0)).orElse(first.text());
        return first.rule() + ": " + (first.rule().startsWith("default.") ? said : first.text());
    }

    private String inWorld(String text) {
        return text.replace(world.project().toString(), ".")
                .replace(world.home().toString(), "~")
                .replace(world.root().toString(), "");
    }

    /** A command that ran and answers with another status than zero has failed in the eyes of who called it. */
    private static Reply answer(@Nullable Object value) {
        return value instanceof ShellResult result
                ? new Reply(result.exit() == 0, result.stdout() + result.stderr())
                : new Reply(true, String.valueOf(value));
    }

    private static String message(@Nullable Throwable error) {
        return error == null || error.getMessage() == null ? "no reason given" : error.getMessage();
    }
}
