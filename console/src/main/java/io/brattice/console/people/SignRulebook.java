package io.brattice.console.people;

import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.RulebookSignature;
import io.brattice.rulebook.Signers;
import io.brattice.rulebook.UnreadableRulebookException;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.language.Book;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** {@code brattice policy sign}: lets a rulebook be exchanged while gates run, until a day. */
@Command(
        name = "sign",
        description = "Check a rulebook and sign it for its layer, with the next serial: FILE.sig.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed", "2:the command line was not understood", "4:not signed, and why"})
public final class SignRulebook implements Callable<Integer> {

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Parameters(paramLabel = "FILE", description = "The rulebook.")
    private @Nullable Path file;

    @Option(names = "--layer", paramLabel = "NAME", description = "Its layer. Else what the rulebook says itself.")
    private @Nullable String layer;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description =
                    "How long the signature counts. Default: 90. Then only reading is allowed until it is signed anew.")
    private int days = 90;

    @Mixin
    private final OwnKey own = new OwnKey();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal, where the passphrase is typed. */
    public SignRulebook(Terminal terminal) {
        this(terminal, Passphrases.ofTerminal());
    }

    SignRulebook(Terminal terminal, Passphrases passphrases) {
        this.terminal = terminal;
        this.passphrases = passphrases;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> sign(command.getOut(), Objects.requireNonNull(file, "FILE")));
    }

    private int sign(PrintWriter out, Path rulebook) throws IOException, Refusal {
        if (days < 1 || days > 3660) {
            throw new Refusal(Told.MISUNDERSTOOD, "--days: from 1 to 3660, not " + days);
        }
        String wanted = layer(rulebook);
        KeyFolder.Kept kept = own.chosen(terminal);
        PrivateKey secret = own.open(terminal, kept, passphrases);
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
        RulebookSignature signature;
        try {
            signature = Signers.sign(rulebook, wanted, expires, kept.key(), secret);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refusal(
                    Told.UNREADABLE,
                    "`" + Signers.signatureOf(rulebook) + "` is no signature, so the next serial is not known: "
                            + e.getMessage());
        }
        if (json) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("layer", signature.layer());
            facts.put("serial", signature.serial());
            facts.put("expires", signature.expires());
            facts.put("key", signature.key());
            Words.json(out, facts);
        } else {
            out.println("signed for the layer `" + signature.layer() + "`: serial " + signature.serial() + ", until "
                    + signature.expires() + ", by " + signature.key());
        }
        return Told.DONE;
    }

    /** Nobody signs what does not load. */
    private String layer(Path rulebook) throws Refusal {
        Book book;
        try {
            book = Rulebook.read(rulebook).layers().get(0);
        } catch (UnreadableRulebookException e) {
            throw new Refusal(Told.UNREADABLE, "not signed: " + e.getMessage());
        }
        String named = layer != null ? layer : book.layer().orElse("");
        if (named.isEmpty()) {
            throw new Refusal(
                    Told.MISUNDERSTOOD, "the rulebook says no layer; write `layer: NAME` in it, or pass --layer NAME");
        }
        if (book.layer().filter(says -> !says.equals(named)).isPresent()) {
            throw new Refusal(
                    Told.MISUNDERSTOOD,
                    "the rulebook is written for the layer `" + book.layer().get() + "`; sign it for that one");
        }
        return named;
    }
}
