package io.brattice.console.people;

import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the keys of the person at this machine, as the command line says it. */
final class OwnKey {

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            description = "Where your keys are. Else `brattice/keys` in XDG_CONFIG_HOME, else in ~/.config.")
    private @Nullable Path folder;

    @Option(names = "--key", paramLabel = "NAME", description = "Which of your keys. Else the only one.")
    private @Nullable String name;

    KeyFolder folder(Terminal terminal) {
        return KeyFolder.in(
                folder == null
                        ? KeyFolder.ofUser(terminal.variables(), Path.of(System.getProperty("user.home")))
                        : folder);
    }

    KeyFolder.Kept chosen(Terminal terminal) throws IOException, Refusal {
        KeyFolder keys = folder(terminal);
        if (name != null) {
            return keys.get(name);
        }
        List<KeyFolder.Kept> all = keys.list();
        if (all.size() != 1) {
            throw new Refusal(
                    Told.MISUNDERSTOOD,
                    all.isEmpty()
                            ? "there is no key in `" + keys.folder() + "`; make one with `brattice keys new NAME`"
                            : "there are several keys; say which by --key: "
                                    + all.stream().map(KeyFolder.Kept::name).collect(Collectors.joining(", ")));
        }
        return all.get(0);
    }

    PrivateKey open(Terminal terminal, KeyFolder.Kept kept, Passphrases passphrases) throws IOException {
        char[] passphrase = passphrases.read("passphrase of `" + kept.name() + "` (" + kept.key() + ")");
        try {
            return folder(terminal).open(kept, passphrase);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }
}
