package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** {@code nc}: sends its input, where it has any. */
final class NetcatReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        boolean plain = !operands.isEmpty()
                && operands.get(0).known()
                && operands.get(0).text().matches("[A-Za-z0-9.:-]+");
        String host = plain ? operands.get(0).text() : "unknown";
        acts.network(host);
        if (call.situation().input().given() && !reading.has("-z")) {
            acts.effect(
                    Verb.SEND,
                    new Resource("host:" + host),
                    Reversibility.IRREVERSIBLE,
                    reading.row().why());
        }
    }
}
