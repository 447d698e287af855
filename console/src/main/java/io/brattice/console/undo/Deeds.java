package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.action.Effect;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;

/** What calls did beside changing what can be put back. */
public final class Deeds {

    private Deeds() {}

    /** True when it ran, or may have. */
    public static boolean ran(Chronicle.Call call) {
        return switch (call.state()) {
            case OPEN, DONE, FAILED, UNKNOWN -> call.undoes().isEmpty();
            case READ, ASKED, REFUSED, UNDONE -> false;
        };
    }

    /** True when it did something that is still so, and nothing was kept that would take it back. */
    public static boolean stays(Chronicle.Call call) {
        return ran(call) && !call.undoable() && effects(call).stream().anyMatch(effect -> effect.verb() != Verb.READ);
    }

    /** What left this machine, or was stopped, spent or granted: also of a call that was taken back, since that stays. */
    public static List<Effect> outside(Chronicle.Call call) {
        boolean happened = ran(call) || call.state() == Chronicle.State.UNDONE;
        return happened ? effects(call).stream().filter(Deeds::isOutside).toList() : List.of();
    }

    /** True when it can be taken back, but ran code besides, whose writes were not all known beforehand. */
    public static boolean runsCode(Chronicle.Call call) {
        return call.undoable() && effects(call).stream().anyMatch(effect -> effect.verb() == Verb.EXECUTE);
    }

    public static List<Effect> effects(Chronicle.Call call) {
        List<Effect> all = new ArrayList<>(call.effects());
        all.addAll(call.did());
        return all.stream().distinct().toList();
    }

    private static boolean isOutside(Effect effect) {
        return switch (effect.verb()) {
            case SEND, DISCLOSE, SPEND, GRANT, INTERRUPT -> true;
            case READ -> false;
            case CREATE, UPDATE, DELETE, EXECUTE ->
                !effect.resource().scheme().equals("file")
                        && !effect.resource().scheme().equals("git")
                        && !effect.resource().scheme().equals("tool");
        };
    }

    /** What a verb did, for a line about it. */
    public static String past(Verb verb) {
        return switch (verb) {
            case READ -> "read";
            case CREATE -> "created";
            case UPDATE -> "changed";
            case DELETE -> "deleted";
            case EXECUTE -> "ran";
            case SEND -> "sent to";
            case DISCLOSE -> "disclosed";
            case SPEND -> "spent";
            case GRANT -> "granted";
            case INTERRUPT -> "interrupted";
        };
    }
}
