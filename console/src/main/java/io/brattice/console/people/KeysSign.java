package io.brattice.console.people;

import io.brattice.approval.People.Holder;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.people.PeopleFile;
import io.brattice.rulebook.people.PeopleSignature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice keys sign}: makes a file of people count, until a day. */
@Command(
        name = "sign",
        description = "Check a file of people and sign it, with the next serial: FILE.sig, which the gate demands.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed", "2:the command line was not understood", "4:not signed, and why"})
final class KeysSign implements Callable<Integer> {

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Parameters(paramLabel = "FILE", description = "The file of people.")
    private @Nullable Path file;

    @Mixin
    private final OwnKey own = new OwnKey();

    @Mixin
    private final SignedPeople signing = new SignedPeople();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    KeysSign(Terminal terminal, Passphrases passphrases) {
        this.terminal = terminal;
        this.passphrases = passphrases;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> sign(command.getOut(), Objects.requireNonNull(file, "FILE")));
    }

    private int sign(PrintWriter out, Path people) throws IOException, Refusal {
        byte[] text = Files.readAllBytes(people);
        List<Holder> holders = PeopleFile.parse(people.toString(), text);
        KeyFolder.Kept kept = own.chosen(terminal);
        PeopleSignature signature = signing.sign(people, text, terminal, own, kept, passphrases);
        SignedPeople.replace(PeopleFile.signatureOf(people), signature.bytes());
        told(out, holders, signature, json);
        return Told.DONE;
    }

    static void told(PrintWriter out, List<Holder> holders, PeopleSignature signature, boolean json) {
        Instant now = Instant.now();
        long valid =
                holders.stream().filter(one -> one.objection(now).isEmpty()).count();
        if (json) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("serial", signature.serial());
            facts.put("expires", signature.expires());
            facts.put("key", signature.key());
            facts.put("keys", holders.size());
            facts.put("valid", valid);
            Words.json(out, facts);
            return;
        }
        out.println("signed: serial " + signature.serial() + ", until " + signature.expires() + "; keys in it: "
                + holders.size() + ", of them valid today: " + valid);
    }
}
