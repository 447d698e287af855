package io.brattice.files.store;

import io.brattice.action.Caller;
import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sessions that use a store made themselves: one {@link Made} for each, kept in the store, so that it outlives the process and is out of
 * the agent's reach. Thread-safe.
 */
public final class Provenance {

    private static final int MOST_SESSIONS = 64;

    private final Path root;
    private final Map<String, Made> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    public Provenance(Store store) {
        this.root = store.root().resolve("made");
    }

    /** What a session made, as far as it is known: with what other processes of the same session noted since. */
    public Made of(Caller caller) throws IOException {
        String name = Digest.of("session:" + caller.tenant() + "\0" + caller.name() + "\0" + caller.session())
                .hex();
        Made made;
        synchronized (sessions) {
            made = sessions.computeIfAbsent(name, each -> new Made(root.resolve(each)));
        }
        made.refresh();
        return made;
    }
}
