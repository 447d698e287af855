package io.brattice.shell;

import io.brattice.files.SecretNames;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.Optional;

/** Where secrets lie for a line that reads: by names, since what a file holds is not looked at. */
record Secrets(Path home) {

    /** What a file is taken for. */
    Optional<String> at(Path real) {
        return SecretNames.reason(real).map(what -> "where usually lies " + what);
    }

    /** The same for everything below a folder. */
    Optional<String> below(Path real) {
        Optional<String> here = at(real);
        if (here.isPresent()) {
            return here;
        }
        return home.startsWith(real)
                ? Optional.of("which holds the home folder with its keys and passwords")
                : Optional.empty();
    }

    /** The same for a path of which only a part is known. */
    Optional<String> named(Term term) {
        return SecretNames.reason(term.text()).map(what -> "where usually lies " + what);
    }
}
