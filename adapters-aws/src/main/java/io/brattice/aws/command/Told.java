package io.brattice.aws.command;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a line was found to do, before anything of it is judged. */
final class Told {

    private final List<Sent> sent = new ArrayList<>();
    private final List<Filed> files = new ArrayList<>();
    private final List<Effected> effects = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private Optional<List<Term>> output = Optional.empty();
    private boolean readable = true;

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

    /** The words of the line with an output that can be read, where they say nothing of it. */
    void withOutput(List<Term> words) {
        output = Optional.of(List.copyOf(words));
    }

    Optional<List<Term>> withOutput() {
        return output;
    }

    /** The line writes its answer in a way that cannot be read. */
    void unreadable() {
        readable = false;
    }

    /** True where all that the line does is one call, which is known completely and whose answer can be read. */
    boolean isOneCall() {
        return readable
                && sent.size() == 1
                && sent.get(0).whole()
                && opaque.isEmpty()
                && effects.isEmpty()
                && files.stream().allMatch(file -> file.act() == FileAct.READ);
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
