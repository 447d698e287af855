package io.brattice.console.people;

import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.people.PeopleFile;
import io.brattice.rulebook.people.PeopleSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** Signs a file of people, with the next serial. */
final class SignedPeople {

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description =
                    "How long the signature counts. Default: 90. Then nobody is vouched for until it is signed anew.")
    private int days = 90;

    PeopleSignature sign(
            Path file, byte[] text, Terminal terminal, OwnKey own, KeyFolder.Kept kept, Passphrases passphrases)
            throws IOException, Refusal {
        if (days < 1 || days > 3660) {
            throw new Refusal(Told.MISUNDERSTOOD, "--days: from 1 to 3660, not " + days);
        }
        long serial = next(file);
        PrivateKey secret = own.open(terminal, kept, passphrases);
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
        return PeopleSignature.sign(text, serial, expires, kept.key(), secret);
    }

    /** Another file in the place of this one, whole or not at all. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long next(Path file) throws IOException, Refusal {
        Path signature = PeopleFile.signatureOf(file);
        if (Files.notExists(signature)) {
            return 1;
        }
        try {
            return Math.addExact(
                    PeopleSignature.read(Files.readAllBytes(signature)).serial(), 1);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refusal(
                    Told.UNREADABLE,
                    "`" + signature + "` is no signature, so the next serial is not known: " + e.getMessage()
                            + "; put the last one back, or remove it and sign where no gate is running");
        }
    }
}
