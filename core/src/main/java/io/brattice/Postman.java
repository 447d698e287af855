package io.brattice;

import io.brattice.approval.Question;
import io.brattice.approval.QuestionFile;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.journal.Postbox;
import io.brattice.journal.Postbox.Dropped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays questions open in the postbox of the ledger, and brings what was dropped there to where answers are judged. It believes
 * nothing of it, and whatever fails here is a question that was not answered.
 */
final class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    /** So many refused files of one question are written down; a flood of them must not fill the journal. */
    private static final int RECORDED = 64;

    /** Judges one signed answer. */
    interface Desk {
        Answered take(byte[] answer) throws JournalException;
    }

    /** One question's files, and what was seen of them: a file that cannot be read may still be on its way. */
    private static final class Round {
        final ReentrantLock turn = new ReentrantLock();
        final Map<String, String> seen = new HashMap<>();
        final Map<String, String> taken = new HashMap<>();
        int recorded;
    }

    private record Letter(Dropped file, SignedAnswer answer) {}

    private final Optional<Postbox> box;
    private final Ledger ledger;
    private final Journal journal;
    private final SteadyClock clock;
    private final Map<String, Round> rounds = new ConcurrentHashMap<>();

    private Postman(Optional<Postbox> box, Ledger ledger, Journal journal, SteadyClock clock) {
        this.box = box;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
    }

    /** Opens the postbox, if there is one and signed answers are taken, and clears it of what belongs to no question. */
    static Postman of(Ledger ledger, boolean takesSigned, Journal journal, SteadyClock clock) throws JournalException {
        Optional<Postbox> box = takesSigned ? ledger.postbox() : Optional.empty();
        if (box.isPresent()) {
            try {
                box.get().open();
                box.get()
                        .sweep(() -> ledger.waiting(clock.now()).stream()
                                .map(Parked::ticket)
                                .toList());
            } catch (JournalException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw new JournalException(
                        "questions cannot be laid open, nor answers be taken: " + e.getMessage()
                                + "; give the ledger a folder that belongs to its user alone",
                        e);
            }
        }
        return new Postman(box, ledger, journal, clock);
    }

    /** True where questions lie open and answers are dropped. */
    boolean isOpen() {
        return box.isPresent();
    }

    /** From now on the question can be answered from other processes. */
    void show(Question question) {
        box.ifPresent(open -> {
            try {
                rounds.put(question.ticket(), new Round());
                open.show(question.ticket(), new QuestionFile(ledger.id(), question).bytes());
            } catch (IOException | RuntimeException e) {
                log.warn("question {} can only be answered where it was asked: {}", question.ticket(), Problem.line(e));
            }
        });
    }

    /** From now on it cannot be seen. */
    void hide(String ticket) {
        box.ifPresent(open -> {
            try {
                open.hide(ticket);
            } catch (IOException | RuntimeException e) {
                log.warn("question {} still lies open: {}", ticket, Problem.line(e));
            }
        });
    }

    /** Brings what was dropped for this question, noes first. Where somebody else is looking already, that is enough. */
    void look(Parked question, Desk desk) {
        Round round = rounds.get(question.ticket());
        if (box.isEmpty() || round == null || !round.turn.tryLock()) {
            return;
        }
        try {
            for (Letter letter : letters(box.get(), question, round)) {
                Answered answered = desk.take(letter.answer().bytes());
                if (!answered.counted()) {
                    log.info("an answer to {} does not count: {}", question.ticket(), answered.why());
                }
                discard(box.get(), letter.file(), round);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("answers to {} cannot be taken: {}", question.ticket(), Problem.line(e));
        } finally {
            round.turn.unlock();
        }
    }

    /** The question has ended: what was dropped and nobody took is told that it is too late. */
    void end(Parked question, Desk desk) {
        if (box.isPresent()) {
            look(question, desk);
            rounds.remove(question.ticket());
        }
    }

    private List<Letter> letters(Postbox open, Parked question, Round round) throws IOException {
        List<Letter> letters = new ArrayList<>();
        for (Dropped file : open.dropped(question.ticket())) {
            if (file.state().equals(round.taken.get(file.name()))) {
                continue; // it was taken, and could not be removed
            }
            if (file.content().isEmpty()) {
                refuse(open, file, file.problem(), question, round);
                continue;
            }
            try {
                SignedAnswer answer = SignedAnswer.read(file.content().get());
                if (answer.content().ticket().equals(question.ticket())) {
                    letters.add(new Letter(file, answer));
                } else {
                    refuse(open, file, "it answers another question than it is named after", question, round);
                }
            } catch (IllegalArgumentException e) {
                refuse(open, file, String.valueOf(e.getMessage()), question, round);
            }
        }
        letters.sort(Comparator.comparing(letter -> letter.answer().content().yes()));
        return letters;
    }

    /** Only what was the same at two looks: somebody may be writing it. */
    private void refuse(Postbox open, Dropped file, String why, Parked question, Round round) throws JournalException {
        if (!file.state().equals(round.seen.put(file.name(), file.state()))) {
            return;
        }
        String line = "what was dropped as `" + Problem.clean(file.name()) + "` is no answer: " + Problem.clean(why);
        log.info("question {}: {}", question.ticket(), line);
        if (round.recorded < RECORDED) {
            round.recorded++;
            journal.append(Records.noted(question.call().id(), "answer", line, clock.now()));
        }
        discard(open, file, round);
    }

    private static void discard(Postbox open, Dropped file, Round round) {
        round.seen.remove(file.name());
        try {
            open.remove(file);
        } catch (IOException | RuntimeException e) {
            round.taken.put(file.name(), file.state());
            log.warn("`{}` cannot be removed from where answers are dropped: {}", file.name(), Problem.line(e));
        }
    }
}
