package io.brattice.shell.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of which something could not be kept at the moment in which they were to run: nothing of them has run, and when they come
 * round again nobody is promised what cannot be had.
 */
final class Unkept {

    private static final int MOST = 1000;

    /** @param heard true once the run was told of it */
    private record Note(String why, boolean heard) {}

    private final Map<String, Note> calls = new LinkedHashMap<>();

    synchronized void note(String call, String why) {
        calls.put(call, new Note(why, false));
        if (calls.size() > MOST) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    synchronized Optional<String> of(String call) {
        return Optional.ofNullable(calls.get(call)).map(Note::why);
    }

    /** Why the call must not run as it was judged; empty for one that was judged anew since. */
    synchronized Optional<String> hear(String call) {
        @Nullable Note note = calls.get(call);
        if (note == null || note.heard()) {
            return Optional.empty();
        }
        calls.put(call, new Note(note.why(), true));
        return Optional.of(note.why());
    }
}
