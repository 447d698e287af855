package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;

import io.brattice.Gate;
import io.brattice.Tool;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Parked;
import io.brattice.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A question that nobody holds a thread for. It waits in the ledger, survives a restart, and is answered by whoever the host has
 * authenticated, in whatever process.
 */
final class ParkAndResume {

    private ParkAndResume() {}

    /** The deployment this host knows. The resolver finds it again after a restart, by its name. */
    static Tool deployment(Runnable effect) {
        return Tool.of("deploy", IRREVERSIBLE, arguments -> {
            effect.run();
            return "deployed " + arguments.string("version").orElseThrow();
        });
    }

    /** A gate that never makes a caller wait: every question is posted and parked at once. */
    static Gate gate(FileJournal journal, Tool deployment) throws JournalException {
        Approver posting = question -> {
            // A host posts question.brief() to its channel here, with the ticket and the digest.
            return new CompletableFuture<>();
        };
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(posting)
                .journal(journal)
                .tools(name -> name.equals(deployment.name()) ? Optional.of(deployment) : Optional.empty())
                .patience(Duration.ZERO)
                .build();
    }

    /** What the host's channel calls when an authenticated person has pressed yes on the question with this digest. */
    static boolean yes(Gate gate, Parked seen, Person by) throws JournalException {
        return gate.answer(seen.ticket(), new Approval(true, by, "", seen.question(), Optional.empty()));
    }
}
