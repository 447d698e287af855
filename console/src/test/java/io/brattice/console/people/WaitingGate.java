package io.brattice.console.people;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.StateFolder;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.policy.Policy;
import io.brattice.rulebook.keys.PublicKeys;
import io.brattice.rulebook.people.PeopleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A gate whose agent makes one grave call and waits, in a process of its own or in this one. */
final class WaitingGate implements AutoCloseable {

    static final String OUTCOME = "outcome: ";

    private final FileJournal journal;
    private final FileLedger ledger;
    private final Gate gate;

    /** @param trusted the file with the public key that may sign the people */
    WaitingGate(StateFolder state, Path people, Path trusted) throws IOException {
        this.journal = FileJournal.in(state.journal());
        this.ledger = FileLedger.in(state.ledger());
        this.gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.elsewhere())
                .journal(journal)
                .ledger(ledger)
                .people(PeopleFile.of(people, Set.of(PublicKeys.read(Files.readString(trusted)))))
                .onlySigned()
                .protect(Resource.file(state.root()), Resource.file(people))
                .patience(Duration.ofMinutes(1))
                .build();
    }

    CompletionStage<Outcome> call() {
        Tool mail = Tool.of("mail", Reversibility.IRREVERSIBLE, arguments -> "sent " + arguments.json());
        return gate.as(Caller.agent("ops-bot").onBehalfOf("on-call").session("s1"))
                .submit(mail, Arguments.of("to", "all@example.com", "text", "we are down"));
    }

    static String said(Outcome outcome) {
        return outcome.fold(
                ran -> "ran: " + ran.value(),
                refused -> "refused: " + refused.verdict().reasons().get(0).text(),
                pending -> "pending",
                failed -> "failed",
                unknown -> "unknown");
    }

    /** State folder, people file, public key that may sign it. */
    public static void main(String[] args) throws Exception {
        try (WaitingGate gate =
                new WaitingGate(new StateFolder(Path.of(args[0])), Path.of(args[1]), Path.of(args[2]))) {
            System.out.println(OUTCOME + said(gate.call().toCompletableFuture().get()));
            System.out.flush();
        }
    }

    @Override
    public void close() {
        gate.close();
        ledger.close();
        journal.close();
    }
}
