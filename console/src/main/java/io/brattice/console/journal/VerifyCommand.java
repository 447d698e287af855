package io.brattice.console.journal;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.page.Ascii;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.console.undo.Words;
import io.brattice.journal.Checkpoint;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice journal verify}: whether the journal is what was written. */
@Command(
        name = "verify",
        description = {
            "Check every checksum, hash, link and number of every stream, and that what is signed still holds.",
            "A chain of hashes cannot show that its end was cut off, nor a whole stream. Keep checkpoints where whoever writes"
                    + " the folder cannot reach them (`--keep`), and check against them (`--kept`)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:intact; with --key, all of it is signed but what came within the last minute",
            "1:it is not what was written, or not signed by that key",
            "2:the command line was not understood",
            "3:intact, but with --key: not all of it is signed",
            "4:the journal cannot be read"
        })
final class VerifyCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = "--key",
            paramLabel = "PUBLIC.pem",
            description = "The public key that signs. It may be given several times, for keys that followed each other."
                    + " Else `signing.pub` in the folder, which whoever writes there could have replaced.")
    private List<Path> keys = List.of();

    @Option(names = "--kept", paramLabel = "FILE", description = "Checkpoints that were kept: each must still hold.")
    private @Nullable Path kept;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "Write the newest checkpoint of each stream to this file, if nothing is wrong.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "One JSON object for each stream, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> verify(command.getOut(), command.getErr()));
    }

    private int verify(PrintWriter out, PrintWriter err) throws IOException {
        Path journal = folders.journal(terminal);
        List<PublicKey> trusted = new ArrayList<>();
        for (Path each : keys) {
            trusted.add(FileJournal.publicKey(each));
        }
        Path own = FileJournal.publicKeyOf(journal);
        if (keys.isEmpty() && Files.exists(own)) {
            trusted.add(FileJournal.publicKey(own));
        }
        Verification found = FileJournal.verify(journal, trusted, kept());
        if (json) {
            found.each().forEach(stream -> out.println(Ascii.json(object(stream).json())));
        } else {
            tell(found, journal, out);
        }
        found.problem().ifPresent(problem -> err.println("brattice: " + VisibleText.line(problem.toString())));
        if (!found.isIntact()) {
            return Told.NOT_DONE;
        }
        Instant now = Instant.now();
        boolean late = found.each().stream().anyMatch(stream -> isLate(stream, now));
        if (!keys.isEmpty() && found.entries() == 0) {
            err.println("brattice: there is nothing in it; if that cannot be, all of it was removed");
            return Told.SOMETHING_LEFT;
        }
        if (!keys.isEmpty() && late) {
            err.println("brattice: not all of it is signed; a process that was killed signs no more, and neither does"
                    + " somebody without the key: look at what came since with `brattice journal export --from TIME`");
            return Told.SOMETHING_LEFT;
        }
        if (keep != null) {
            keep(found, keep);
        }
        return Told.DONE;
    }

    private List<Checkpoint> kept() throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        if (kept != null) {
            for (String line : Files.readAllLines(kept)) {
                checkpoints.add(Checkpoint.parse(line)
                        .orElseThrow(() -> new JournalException(
                                "`" + kept + "` holds a line that is no checkpoint; pass a file that `--keep` wrote")));
            }
        }
        if (kept != null && checkpoints.isEmpty()) {
            throw new JournalException("`" + kept + "` holds no checkpoint; pass a file that `--keep` wrote");
        }
        return checkpoints;
    }

    private static void keep(Verification found, Path file) throws IOException {
        List<String> lines = found.each().stream()
                .flatMap(stream -> stream.signed().stream())
                .map(Checkpoint::json)
                .toList();
        Files.write(file, lines);
    }

    /** A time that lies ahead is no excuse. */
    private static boolean isLate(Verification.Stream stream, Instant now) {
        return stream.unsigned() > 0
                && stream.unsignedSince()
                        .filter(since -> Duration.between(since, now).abs().compareTo(GRACE) < 0)
                        .isEmpty();
    }

    private void tell(Verification found, Path journal, PrintWriter out) {
        boolean colour = folders.isColoured(terminal);
        for (Verification.Stream stream : found.each()) {
            String state =
                    stream.problem().isPresent() ? Ink.RED.on("NOT INTACT", colour) : Ink.GREEN.on("intact", colour);
            out.println(stream.id() + "  " + Words.entries(stream.entries()) + "  " + state + "  " + signed(stream)
                    + stream.pruned()
                            .map(mark -> "; begins after entry " + mark.sequence() + ": older ones were pruned at "
                                    + mark.at())
                            .orElse(""));
        }
        out.println((found.isIntact() ? "intact" : "not intact") + ": " + Words.entries(found.entries()) + " in "
                + Words.counted(found.streams(), "stream") + " of " + Words.path(journal)
                + (keys.isEmpty()
                        ? "; signatures were checked with the key in that folder alone, pass yours with --key"
                        : ""));
    }

    private static String signed(Verification.Stream stream) {
        if (stream.signed().isEmpty()) {
            return "not signed";
        }
        Checkpoint newest = stream.signed().get();
        return "signed up to entry " + newest.sequence() + " at " + newest.at()
                + (stream.unsigned() == 0
                        ? ""
                        : ", " + Words.entries(stream.unsigned()) + " since "
                                + stream.unsignedSince().map(Instant::toString).orElse("then") + " not signed");
    }

    private static Arguments object(Verification.Stream stream) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("stream", stream.id());
        facts.put("intact", stream.problem().isEmpty());
        facts.put(
                "problem", stream.problem().map(Verification.Problem::toString).orElse(""));
        facts.put("entries", stream.entries());
        facts.put("newest", stream.sequence());
        facts.put("hash", stream.head().hex());
        facts.put("signed", stream.signed().map(Checkpoint::sequence).orElse(0L));
        facts.put("signed_at", stream.signed().map(each -> each.at().toString()).orElse(""));
        facts.put("key", stream.signed().map(Checkpoint::key).orElse(""));
        facts.put("unsigned", stream.unsigned());
        facts.put("pruned", stream.pruned().map(Checkpoint::sequence).orElse(0L));
        return Arguments.from(facts);
    }
}
