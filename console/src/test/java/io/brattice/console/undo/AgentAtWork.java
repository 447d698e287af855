package io.brattice.console.undo;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.StateFolder;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.files.FileTools;
import io.brattice.files.store.Store;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.policy.Policy;
import io.brattice.shell.ShellTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** An agent with a shell and file tools on real folders, behind a real gate that says yes. */
public final class AgentAtWork implements AutoCloseable {

    public final Path work;
    public final StateFolder state;
    public final Session session;
    private final FileJournal journal;
    private final FileLedger ledger;
    private final Gate gate;
    private final ShellTool shell;
    private final FileTools files;
    private int calls;

    public AgentAtWork(Path folder, String session) throws IOException {
        this(
                folder,
                session,
                Approver.of(question -> Approval.yes(question, new Person("vera", "a test", Set.of()), "")));
    }

    public AgentAtWork(Path folder, String session, Approver approver) throws IOException {
        this.work = Files.createDirectories(folder.resolve("work")).toRealPath();
        Path home = Files.createDirectories(folder.resolve("home")).toRealPath();
        this.state = new StateFolder(folder.toRealPath().resolve("state"));
        this.journal = FileJournal.in(state.journal());
        this.ledger = FileLedger.in(state.ledger());
        this.gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .protect(Resource.file(state.root()))
                .build();
        this.session = gate.as(Caller.agent("ops-bot").onBehalfOf("olga").session(session));
        this.shell = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(state.store())
                .build();
        this.files = FileTools.in(work, Store.in(state.store()));
    }

    /** Writes before the agent comes. */
    public AgentAtWork given(String name, String text) throws IOException {
        Path file = work.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Runs a line, under the ids `c1`, `c2`, … */
    public Outcome line(String command) {
        return ran(session.callId("c" + ++calls).call(shell, Arguments.of("command", command)));
    }

    public Outcome tool(String name, Arguments arguments) {
        return ran(session.callId("c" + ++calls).call(files.named(name).orElseThrow(), arguments));
    }

    public Outcome call(Tool tool, Arguments arguments) {
        return session.callId("c" + ++calls).call(tool, arguments);
    }

    private static Outcome ran(Outcome outcome) {
        if (!outcome.ran()) {
            throw new AssertionError(outcome.toString());
        }
        return outcome;
    }

    @Override
    public void close() {
        gate.close();
        ledger.close();
        journal.close();
    }
}
