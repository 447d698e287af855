package io.brattice.console.people;

import io.brattice.approval.QuestionFile;
import io.brattice.approval.VisibleText;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Nearest;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Parked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The questions of a ledger, as a process sees them that shares only its folder. What lies open there is believed only as far as
 * the ledger says the same.
 */
final class Lodged {

    private final Path folder;

    Lodged(Path folder) {
        this.folder = folder;
    }

    /** A question that waits, and what can be shown of it. */
    record Asked(Parked parked, Optional<QuestionFile> file, String problem) {}

    /** What waits now, oldest first. */
    List<Asked> waiting() throws IOException, Refusal {
        if (!exists()) {
            return List.of();
        }
        try (FileLedger ledger = FileLedger.in(folder)) {
            return ledger.waiting(Instant.now()).stream()
                    .map(parked -> asked(ledger, parked))
                    .toList();
        }
    }

    /** The question of this ticket, to be answered. */
    Asked get(String ticket) throws IOException, Refusal {
        if (!exists()) {
            throw new Refusal(
                    Told.UNREADABLE, "no gate has a ledger in `" + folder + "`; say where with --state or --ledger");
        }
        try (FileLedger ledger = FileLedger.in(folder)) {
            Optional<Parked> parked = ledger.parked(ticket);
            Instant now = Instant.now();
            if (parked.isEmpty()) {
                List<String> known =
                        ledger.waiting(now).stream().map(Parked::ticket).toList();
                List<String> near = Nearest.to(ticket, known, 3);
                throw new Refusal(
                        Told.MISUNDERSTOOD,
                        "there is no question `" + VisibleText.line(ticket) + "`"
                                + (near.isEmpty()
                                        ? "; `brattice pending` lists what waits"
                                        : "; did you mean "
                                                + near.stream()
                                                        .map(one -> "`" + one + "`")
                                                        .collect(Collectors.joining(" or "))
                                                + "?"));
            }
            if (parked.get().state() != Parked.State.WAITING || !parked.get().isLive(now)) {
                throw new Refusal(Told.NOT_DONE, "the question `" + ticket + "` waits for no answer any more");
            }
            Asked asked = asked(ledger, parked.get());
            if (asked.file().isEmpty()) {
                throw new Refusal(Told.NOT_DONE, asked.problem());
            }
            return asked;
        }
    }

    /** Opening a ledger makes one where there is none. */
    private boolean exists() {
        return Files.exists(folder.resolve("ledger.log"));
    }

    private static Asked asked(FileLedger ledger, Parked parked) {
        String ticket = "`" + VisibleText.line(parked.ticket()) + "`";
        try {
            Optional<byte[]> bytes = ledger.postbox().orElseThrow().question(parked.ticket());
            if (bytes.isEmpty()) {
                return nothing(
                        parked,
                        "the question " + ticket
                                + " does not lie open: its gate is not running, takes no signed answers, or cannot carry it");
            }
            QuestionFile file = QuestionFile.read(bytes.get());
            boolean same = file.question().digest().equals(parked.question())
                    && file.question().ticket().equals(parked.ticket())
                    && file.ledger().equals(ledger.id());
            return same
                    ? new Asked(parked, Optional.of(file), "")
                    : nothing(
                            parked,
                            "what lies open as " + ticket
                                    + " is another question than the one that waits: somebody replaced it; do not answer, and look"
                                    + " who can write there");
        } catch (IOException | IllegalArgumentException e) {
            return nothing(parked, "what lies open as " + ticket + " cannot be read: " + e.getMessage());
        }
    }

    private static Asked nothing(Parked parked, String why) {
        return new Asked(parked, Optional.empty(), why);
    }
}
