package io.brattice.langchain4j;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.langchain4j.invocation.InvocationContext;
import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.action.Caller;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who calls: one session for each caller and chat memory, with what it has read so far. */
final class Sessions {

    private static final int MOST = 10_000;

    private final Function<InvocationContext, Session> opened;
    private final Cache<String, Session> known =
            CacheBuilder.newBuilder().maximumSize(MOST).build();
    /** Of sessions that were forgotten above: taint is never lost while this process lives. */
    private final ConcurrentHashMap<String, Set<String>> read = new ConcurrentHashMap<>();

    Sessions(Gate gate, Function<InvocationContext, Caller> caller) {
        this.opened = context -> gate.as(named(caller.apply(context), context));
    }

    private Sessions(Function<InvocationContext, Session> opened) {
        this.opened = opened;
    }

    Sessions child(String agent) {
        return new Sessions(context -> of(context).child(agent));
    }

    Session of(InvocationContext context) {
        Session fresh = opened.apply(context);
        Caller caller = fresh.caller();
        String key = caller.principal() + "\n" + caller.session();
        Session session = fresh;
        for (String label : read.getOrDefault(key, Set.of())) {
            session = session.tainted(label);
        }
        Session same = known.getIfPresent(key);
        if (same != null && same.caller().equals(session.caller())) {
            return same;
        }
        known.put(key, session);
        return session;
    }

    /** From now on that session has read something from there. */
    void taint(Session session, String label) {
        Caller caller = session.caller();
        read.computeIfAbsent(caller.principal() + "\n" + caller.session(), none -> ConcurrentHashMap.newKeySet())
                .add(label);
    }

    private static Caller named(Caller caller, InvocationContext context) {
        return caller.session().isEmpty() && context.chatMemoryId() != null
                ? caller.session(printable(String.valueOf(context.chatMemoryId())))
                : caller;
    }

    /** The id of a memory is the host's own; what a caller's session may not hold is written out. */
    private static String printable(String id) {
        StringBuilder text = new StringBuilder();
        id.codePoints().limit(200).forEach(c -> {
            boolean plain = c > ' ' && c != 0x7f && c != '%' && Character.getType(c) != Character.SURROGATE;
            if (plain) {
                text.appendCodePoint(c);
            } else {
                text.append('%').append(Integer.toHexString(c));
            }
        });
        return text.length() > 256 ? text.substring(0, 256) : text.toString();
    }
}
