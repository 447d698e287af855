package io.brattice.aws.command;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;

/** What a line was found to do, before anything of it is judged. */
final class Told {

    private final List<Sent> sent = new ArrayList<>();
    private final List<Filed> files = new ArrayList<>();
    private final List<Effected> effects = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();

    /**
     * A call that the line makes.
     *
     * @param whole false when a value in it is not known, or left out because it is not
     */
    record Sent(AwsCall call, boolean whole) {}

    /** Something done to a file. */
    record Filed(FileAct act, Term path) {}

    /** Something that is no call of an operation. */
    record Effected(Verb verb, Resource resource, Reversibility inherent, String why) {}

    void call(AwsCall call, boolean whole) {
        sent.add(new Sent(call, whole));
    }

    void file(FileAct act, Term path) {
        files.add(new Filed(act, path));
    }

    void effect(Verb verb, Resource resource, Reversibility inherent, String why) {
        effects.add(new Effected(verb, resource, inherent, why));
    }

    void opaque(String why) {
        opaque.add(why);
    }

    void host(String host) {
        hosts.add(host);
    }

    List<String> hosts() {
        return List.copyOf(hosts);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    List<Filed> files() {
        return List.copyOf(files);
    }

    List<Effected> effects() {
        return List.copyOf(effects);
    }

    List<String> opaque() {
        return List.copyOf(opaque);
    }
}
