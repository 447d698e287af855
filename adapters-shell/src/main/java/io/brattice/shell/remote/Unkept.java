package io.brattice.shell.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of which something could not be kept at the moment in which they were to run: nothing of them has run, and when they come
 * round again nobody is promised what cannot be had.
 */
final class Unkept {

    private static final int MOST = 1000;

    private final Map<String, String> calls = new LinkedHashMap<>();

    synchronized void note(String call, String why) {
        calls.put(call, why);
        if (calls.size() > MOST) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    synchronized Optional<String> of(String call) {
        return Optional.ofNullable(calls.get(call));
    }
}
