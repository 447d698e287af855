package io.brattice.spring;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.action.Caller;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who calls, from what the host put into the tool context, and what each session has read from untrusted places. */
final class Sessions {

    private final Gate gate;
    private final Function<Map<String, Object>, Caller> caller;
    private final ConcurrentHashMap<String, Set<String>> read = new ConcurrentHashMap<>();

    Sessions(Gate gate, Function<Map<String, Object>, Caller> caller) {
        this.gate = gate;
        this.caller = caller;
    }

    Session of(Map<String, Object> context) {
        Caller known = caller.apply(context);
        for (String label : read.getOrDefault(key(known), Set.of())) {
            known = known.tainted(label);
        }
        return gate.as(known);
    }

    /** From now on that session has read something from there. */
    void taint(Session session, String label) {
        read.computeIfAbsent(key(session.caller()), none -> ConcurrentHashMap.newKeySet())
                .add(label);
    }

    private static String key(Caller caller) {
        return caller.principal() + "\n" + caller.session();
    }
}
