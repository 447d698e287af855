package io.brattice.aws;

import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What sessions have called, and how calls that are under way were judged. In memory, and no more of either than so many. */
final class Sessions {

    private static final int TRAILS = 1_000;
    private static final int CALLS = 200;

    private final Map<String, Trail> trails = new Recent<>(TRAILS);
    private final Map<String, Judged> judged = new Recent<>(CALLS);

    /** What this caller's session has called. */
    Trail trail(ToolCall call) {
        Caller caller = call.caller();
        String session = caller.principal() + "\n" + caller.session();
        synchronized (trails) {
            return trails.computeIfAbsent(session, key -> Trail.fresh());
        }
    }

    void keep(ToolCall call, Judged one) {
        synchronized (judged) {
            judged.put(call.id() + "\n" + call.digest(), one);
        }
    }

    /** How this call was judged last. */
    Optional<Judged> judged(ToolCall call) {
        synchronized (judged) {
            return Optional.ofNullable(judged.get(call.id() + "\n" + call.digest()));
        }
    }

    /** Forgets what was used longest ago. */
    private static final class Recent<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }
}
