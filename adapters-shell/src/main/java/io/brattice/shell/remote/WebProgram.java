package io.brattice.shell.remote;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Relay;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import io.brattice.shell.program.WebPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program that talks to web servers. Where it overwrites or deletes one place and is the whole line, what is there is asked for and kept
 * before it runs. That is not done while the line is judged: a server may do something even when it is only asked. The class does not depend on it.
 */
record WebProgram(Program program, Desk desk) implements Program {

    private static final Set<String> WAYS = Set.of(
            "http_proxy",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY",
            "CURL_CA_BUNDLE",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "CURL_HOME",
            "NETRC");

    @Override
    public void read(Invocation call, Acts acts) {
        Heard heard = new Heard(acts);
        program.read(call, heard);
        boolean keeps = call.situation().plain()
                && !call.situation().world().supposes()
                && !call.situation().world().worst();
        if (keeps && !heard.unclear) {
            heard.place.ifPresent(place -> acts.prepared(part(place, call.situation())));
        }
    }

    private Prepared part(WebPlace place, Situation situation) {
        Optional<Path> asker = desk.binaries().resolve(place.program());
        Optional<Path> cwd = situation.cwd();
        Optional<Map<String, String>> variables = variables(situation);
        Optional<String> why = place.hindrance()
                .or(desk::unkept)
                .or(() -> asker.isEmpty() || cwd.isEmpty() || variables.isEmpty()
                        ? Optional.of("with which settings it runs is not known")
                        : Optional.empty());
        if (why.isPresent()) {
            return told("what is at `" + place.shown() + "` is not kept first: " + why.get(), List.of());
        }
        Reach reach = new Reach(
                asker.orElseThrow(), cwd.orElseThrow(), place.url(), place.options(), variables.orElseThrow());
        WebKept.Fresh fresh = new WebKept.Fresh(reach, () -> foretold(place));
        Step step = new WebKept(desk.execution(), place.shown(), desk.shelf().get(), Optional.of(fresh));
        return told(
                "what is at `" + place.shown() + "` is asked for and kept first, and an undo puts it back;"
                        + " where it cannot be kept nothing runs, and this is judged anew",
                List.of(step));
    }

    /** What is asked is an effect too, beside those that are told as they are: a yes to a call that keeps something is none to one that does not. */
    private static Prepared told(String clause, List<Step> steps) {
        return new Prepared(
                steps.stream()
                        .map(step -> Effect.of(Verb.READ, step.resource(), Reversibility.READ_ONLY))
                        .toList(),
                Set.of(),
                steps,
                Preview.Fidelity.PARTIAL,
                clause,
                clause,
                clause,
                Optional.empty());
    }

    /** What decides by which way it goes; empty where that is not known. */
    private static Optional<Map<String, String>> variables(Situation situation) {
        Map<String, String> variables = new TreeMap<>();
        for (Map.Entry<String, Term> variable : situation.environment().entrySet()) {
            if (WAYS.contains(variable.getKey())) {
                if (!variable.getValue().known()) {
                    return Optional.empty();
                }
                variables.put(variable.getKey(), variable.getValue().text());
            }
        }
        return Optional.of(variables);
    }

    private static String foretold(WebPlace place) throws IOException {
        if (place.deletes()) {
            return WebKept.Leaves.NOTHING;
        }
        if (place.text().isPresent()) {
            return Digest.of(place.text().get()).hex();
        }
        boolean small = place.file().isPresent()
                && Files.isRegularFile(place.file().get())
                && Files.size(place.file().get()) <= Requests.MOST_BYTES;
        return small ? Digest.of(Files.readAllBytes(place.file().get())).hex() : "";
    }

    /** Hears which place it is, and whether anything about the command is not understood. */
    private static final class Heard implements Relay {
        private final Acts acts;
        private Optional<WebPlace> place = Optional.empty();
        private boolean unclear;

        Heard(Acts acts) {
            this.acts = acts;
        }

        @Override
        public Acts acts() {
            return acts;
        }

        @Override
        public void web(WebPlace found) {
            place = Optional.of(found);
        }

        @Override
        public void opaque(String why) {
            unclear = true;
            acts.opaque(why);
        }

        @Override
        public void code(String what) {
            unclear = true;
            acts.code(what);
        }
    }
}
