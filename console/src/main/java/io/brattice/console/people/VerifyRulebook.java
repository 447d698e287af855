package io.brattice.console.people;

import io.brattice.console.people.Told.Refusal;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.RulebookSignature;
import io.brattice.rulebook.Signers;
import io.brattice.rulebook.UnreadableRulebookException;
import io.brattice.rulebook.keys.PublicKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy verify}: whether a rulebook is what the holder of a key signed. */
@Command(
        name = "verify",
        description = "Say whether a rulebook is signed by this key, for which layer and until when.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is", "2:the command line was not understood", "4:it is not, and why"})
public final class VerifyRulebook implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The rulebook; its signature is FILE.sig.")
    private @Nullable Path file;

    @Option(names = "--key", paramLabel = "PUBLIC", required = true, description = "A file with the public key.")
    private @Nullable Path key;

    @Spec
    private @Nullable CommandSpec spec;

    /** Needs no terminal: nothing secret is read. */
    public VerifyRulebook() {}

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(
                command,
                () -> verify(
                        command.getOut(), Objects.requireNonNull(file, "FILE"), Objects.requireNonNull(key, "--key")));
    }

    private int verify(PrintWriter out, Path rulebook, Path signer) throws IOException, Refusal {
        Path beside = Signers.signatureOf(rulebook);
        if (Files.notExists(beside)) {
            throw new Refusal(Told.UNREADABLE, "`" + beside + "` is not there: the rulebook is not signed");
        }
        try {
            RulebookSignature signature = RulebookSignature.read(Files.readAllBytes(beside));
            Rulebook.builder()
                    .layer(rulebook)
                    .trusted(Signers.of(Map.of(signature.layer(), PublicKeys.read(Files.readString(signer)))))
                    .build();
            out.println("good: layer `" + signature.layer() + "`, serial " + signature.serial() + ", until "
                    + signature.expires() + ", by " + signature.key());
            return Told.DONE;
        } catch (UnreadableRulebookException e) {
            throw new Refusal(Told.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Told.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }
}
