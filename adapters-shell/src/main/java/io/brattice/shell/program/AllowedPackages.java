package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.Set;

/**
 * Hears what is told, and takes the operator's word for the packages that it allows: installing one of them by its name is no longer
 * the running of something unknown. Everything else is passed on as it is.
 *
 * @param names as resources name them, without the scheme: {@code pypi/some-name}, {@code npm/@scope/name}; in normal form
 */
record AllowedPackages(Acts acts, Set<String> names) implements Relay {

    private static final String SCHEME = "package:";

    AllowedPackages {
        names = Set.copyOf(names);
    }

    @Override
    public void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        String uri = resource.uri();
        boolean allowed =
                verb == Verb.EXECUTE && uri.startsWith(SCHEME) && names.contains(uri.substring(SCHEME.length()));
        if (allowed) {
            acts.effect(Verb.CREATE, resource, Reversibility.RECOVERABLE, "installs a package that is allow-listed");
        } else {
            acts.effect(verb, resource, inherent, why);
        }
    }
}
