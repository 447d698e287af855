package io.brattice.console.people;

import io.brattice.approval.PersonKey;
import io.brattice.approval.Question;
import io.brattice.approval.SignedAnswer;
import io.brattice.approval.VisibleText;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Parked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drops a signed answer, and tells what the gate made of it. */
final class Taking {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 100;

    private final Path ledgerFolder;
    private final Path journal;
    private final Question question;
    private final String signer;

    Taking(Path ledgerFolder, Path journal, Question question, PersonKey key) {
        this.ledgerFolder = ledgerFolder;
        this.journal = journal;
        this.question = question;
        this.signer = "ed25519:" + key.id();
    }

    /** What became of it: in one word, in one line, as an exit code. */
    record End(String word, String line, int code) {}

    End drop(SignedAnswer answer) throws IOException {
        try (FileLedger ledger = FileLedger.in(ledgerFolder)) {
            Path dropped = ledger.postbox().orElseThrow().drop(question.ticket(), answer.bytes());
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                boolean isTaken = Files.notExists(dropped, LinkOption.NOFOLLOW_LINKS); // looked at first: it goes last
                Optional<End> end = end(ledger.parked(question.ticket()), isTaken, answer);
                if (end.isPresent()) {
                    return end.get();
                }
                if (!rest()) {
                    break;
                }
            }
            return new End(
                    "waiting",
                    "no gate has taken it yet; it lies there until the question is taken up again, and counts until "
                            + answer.content().expires(),
                    Told.NOT_TAKEN);
        }
    }

    private Optional<End> end(Optional<Parked> known, boolean isTaken, SignedAnswer answer) throws IOException {
        if (known.isEmpty()) {
            return Optional.of(new End("ended", "the question has ended", Told.NOT_DONE));
        }
        Parked parked = known.get();
        boolean counted = parked.answers().stream()
                .anyMatch(one -> one.by().authenticated().equals(signer));
        if (counted) {
            return Optional.of(counted(parked));
        }
        if (isTaken || parked.state() != Parked.State.WAITING) {
            String why = reason(answer).orElse("the question had ended, or its journal says why");
            return Optional.of(new End("not counted", "it does not count: " + why, Told.NOT_DONE));
        }
        return Optional.empty();
    }

    private static End counted(Parked parked) {
        return switch (parked.state()) {
            case WAITING -> {
                int more = parked.terms().people() - parked.answers().size();
                yield new End(
                        "waiting for others",
                        "it counts; "
                                + (more > 0
                                        ? "people still needed: " + more
                                        : "somebody with another role is still needed"),
                        Told.DONE);
            }
            case APPROVED, REDEEMED, FINISHED -> new End("approved", "it counts, and the call may run once", Told.DONE);
            case REFUSED -> new End("refused", "it counts, and the call does not run", Told.DONE);
        };
    }

    /** Why it did not count, as the gate wrote it down. */
    private Optional<String> reason(SignedAnswer answer) throws IOException {
        if (!Files.isDirectory(journal)) {
            return Optional.empty();
        }
        Instant from = answer.content().issued().minusSeconds(60);
        List<String> notes = new ArrayList<>();
        FileJournal.read(journal, entry -> {
            boolean isMine = entry.kind() == Entry.Kind.ANSWERED
                    && entry.at().isAfter(from)
                    && entry.body().string("ticket").equals(Optional.of(question.ticket()))
                    && entry.body().bool("counted").equals(Optional.of(false));
            if (isMine) {
                entry.body().string("note").map(VisibleText::line).ifPresent(notes::add);
            }
        });
        return notes.isEmpty() ? Optional.empty() : Optional.of(notes.get(notes.size() - 1));
    }

    private static boolean rest() {
        try {
            return !new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
