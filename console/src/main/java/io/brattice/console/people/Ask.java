package io.brattice.console.people;

import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.approval.QuestionFile;
import io.brattice.approval.SignedAnswer;
import io.brattice.approval.VisibleText;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.rulebook.keys.KeyFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What `approve` and `deny` have in common: which question, whose key, and where the signed answer goes. */
final class Ask {

    @Parameters(paramLabel = "TICKET", arity = "0..1", description = "Of the question: `brattice pending` lists them.")
    private @Nullable String ticket;

    @Option(
            names = "--question",
            paramLabel = "FILE",
            description = "A question that was brought as a file, instead of TICKET. The answer goes to --out.")
    private @Nullable Path question;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the signed answer here, to be brought back. Else it is dropped where the gate takes it.")
    private @Nullable Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Your name in the file of people. Else that of the key.")
    private @Nullable String name;

    @Option(names = "--json", description = "What came of it as one JSON object, the last line.")
    private boolean json;

    @Mixin
    private final Folders folders = new Folders();

    @Mixin
    private final OwnKey own = new OwnKey();

    /** Gives an answer to a question that is shown, in the name of a person. */
    interface Answering {
        Approval to(Question question, Person person) throws Refusal;
    }

    boolean isColoured(Terminal terminal) {
        return folders.isColoured(terminal);
    }

    int answer(Terminal terminal, Passphrases passphrases, PrintWriter print, Answering answering)
            throws IOException, Refusal {
        if (!terminal.answering().getAsBoolean()) {
            throw new Refusal(Told.NOT_DONE, "a person answers at a terminal, and there is none");
        }
        if ((ticket == null) == (question == null)) {
            throw new Refusal(Told.MISUNDERSTOOD, "say which question: either TICKET or --question FILE");
        }
        if (question != null && out == null) {
            throw new Refusal(Told.MISUNDERSTOOD, "say where the answer to `" + question + "` goes: --out FILE");
        }
        KeyFolder.Kept kept = own.chosen(terminal);
        Person person = new Person(name == null ? kept.name() : name, kept.key().toString(), Set.of());
        Lodged lodged = new Lodged(folders.ledger(terminal));
        QuestionFile file;
        Question shown;
        if (question != null) {
            file = read(question);
            shown = file.question();
        } else {
            Lodged.Asked asked = lodged.get(Objects.requireNonNull(ticket));
            file = asked.file().orElseThrow();
            shown = file.answered(asked.parked().answers());
        }
        Approval answer = answering.to(shown, person);
        PrivateKey secret = own.open(terminal, kept, passphrases);
        Instant now = Instant.now();
        if (!now.isBefore(shown.answerBy())) {
            throw new Refusal(Told.NOT_DONE, "too late: the answer was due by " + shown.answerBy());
        }
        SignedAnswer signed = SignedAnswer.content(file, answer, kept.key(), now, shown.answerBy())
                .signedWith(secret);
        if (out != null) {
            write(out, signed.bytes());
            told(print, answer, person, "written", "written to `" + out + "`; it counts once the gate has it");
            return Told.DONE;
        }
        Taking taking = new Taking(folders.ledger(terminal), folders.journal(terminal), shown, kept.key());
        Taking.End end = taking.drop(signed);
        told(print, answer, person, end.word(), end.line());
        return end.code();
    }

    private void told(PrintWriter print, Approval answer, Person person, String word, String line) {
        if (json) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("ticket", ticket);
            facts.put("question", answer.question().hex());
            facts.put("yes", answer.yes());
            facts.put("by", person.name());
            facts.put("state", word);
            facts.put("text", line);
            Words.json(print, facts);
        } else {
            print.println((answer.yes() ? "yes" : "no") + " of " + VisibleText.name(person.name()) + ": " + line);
        }
    }

    private static QuestionFile read(Path file) throws IOException, Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            return QuestionFile.read(in.readNBytes(QuestionFile.MAX_BYTES + 1));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Told.UNREADABLE, "`" + file + "`: " + e.getMessage());
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("`" + file + "` is there already; choose another name for the answer", e);
        }
    }
}
