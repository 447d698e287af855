package io.brattice.console.people;

import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.keys.PublicKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
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

/** {@code brattice keys new}: a pair of keys for the person at this machine. */
@Command(
        name = "new",
        description = "Make a key of your own, under a passphrase that is typed at the terminal.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:the command line was not understood", "4:not made, and why"})
final class KeysNew implements Callable<Integer> {

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Parameters(paramLabel = "NAME", description = "The name that you have in the file of people.")
    private String name = "";

    @Mixin
    private final OwnKey own = new OwnKey();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    KeysNew(Terminal terminal, Passphrases passphrases) {
        this.terminal = terminal;
        this.passphrases = passphrases;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> make(command.getOut()));
    }

    private int make(PrintWriter out) throws IOException {
        char[] passphrase = passphrases.readTwice("a new passphrase, at least " + KeyFolder.SHORTEST + " characters");
        KeyFolder.Kept kept;
        try {
            kept = own.folder(terminal).make(name, passphrase);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
        if (json) {
            Words.json(out, facts(kept));
            return Told.DONE;
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        out.println("made `" + kept.secret() + "`, which your passphrase opens; there is no way to it without");
        out.println(kept.key() + ", for the file of people:");
        out.println("  - name: " + kept.name());
        out.println("    roles: []");
        out.println("    keys:");
        out.println("      - key: " + PublicKeys.line(kept.key()));
        out.println("        from: " + today);
        out.println("        until: " + today.plusYears(1));
        return Told.DONE;
    }

    static Map<String, @Nullable Object> facts(KeyFolder.Kept kept) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", kept.name());
        facts.put("id", kept.key().id());
        facts.put("key", PublicKeys.line(kept.key()));
        facts.put("file", kept.secret().toString());
        return facts;
    }
}
