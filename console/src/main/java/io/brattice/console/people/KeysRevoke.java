package io.brattice.console.people;

import io.brattice.approval.People.Holder;
import io.brattice.approval.VisibleText;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.people.PeopleFile;
import io.brattice.rulebook.people.PeopleSignature;
import io.brattice.rulebook.people.Revocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice keys revoke}: a key that counts for nothing any more, in a file of people that is signed anew. */
@Command(
        name = "revoke",
        description =
                "Revoke a key in a file of people, and sign the file anew. What the key has signed counts for nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:revoked and signed",
            "2:the command line was not understood",
            "4:nothing was changed, and why"
        })
final class KeysRevoke implements Callable<Integer> {

    private static final int ENOUGH = 12;

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Parameters(
            paramLabel = "KEY",
            description = "Its fingerprint, at least 12 digits of it, with or without `ed25519:`.")
    private String key = "";

    @Option(names = "--people", paramLabel = "FILE", required = true, description = "The file of people.")
    private @Nullable Path people;

    @Option(names = "--since", paramLabel = "TIME", description = "Since when, like 2026-01-31T08:00:00Z. Else now.")
    private @Nullable String since;

    @Mixin
    private final OwnKey own = new OwnKey();

    @Mixin
    private final SignedPeople signing = new SignedPeople();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    KeysRevoke(Terminal terminal, Passphrases passphrases) {
        this.terminal = terminal;
        this.passphrases = passphrases;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> revoke(command.getOut(), Objects.requireNonNull(people, "--people")));
    }

    private int revoke(PrintWriter out, Path file) throws IOException, Refusal {
        byte[] text = Files.readAllBytes(file);
        Holder holder = holder(PeopleFile.parse(file.toString(), text));
        byte[] revoked = Revocation.of(file.toString(), text, holder.key().id(), instant());
        KeyFolder.Kept kept = own.chosen(terminal);
        // Signed before anything is written: a wrong passphrase leaves the old pair of files as it is.
        PeopleSignature signature = signing.sign(file, revoked, terminal, own, kept, passphrases);
        SignedPeople.replace(file, revoked);
        SignedPeople.replace(PeopleFile.signatureOf(file), signature.bytes());
        if (!json) {
            out.println("revoked: " + holder.key() + " of " + VisibleText.name(holder.name()));
        }
        KeysSign.told(out, PeopleFile.parse(file.toString(), revoked), signature, json);
        return Told.DONE;
    }

    private Holder holder(List<Holder> holders) throws Refusal {
        String digits = key.toLowerCase(Locale.ROOT).replaceFirst("^ed25519:", "");
        List<Holder> found = holders.stream()
                .filter(one -> digits.length() >= ENOUGH && one.key().id().startsWith(digits))
                .toList();
        if (found.size() != 1) {
            throw new Refusal(
                    Told.MISUNDERSTOOD,
                    (found.isEmpty() ? "nobody has the key `" : "several have the key `") + VisibleText.line(key)
                            + "`; `brattice keys list --people FILE` shows fingerprints");
        }
        return found.get(0);
    }

    private Instant instant() throws Refusal {
        try {
            return since == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw new Refusal(Told.MISUNDERSTOOD, "--since: write a time like 2026-01-31T08:00:00Z");
        }
    }
}
