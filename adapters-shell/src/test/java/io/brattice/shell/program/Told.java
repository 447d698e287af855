package io.brattice.shell.program;

import io.brattice.files.World;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What programs tell, in the words of examples. */
final class Told {

    private Told() {}

    static String by(Program program, String command) {
        return by(program, command, Situation.Input.CLOSED, Map.of());
    }

    static String by(Program program, String command, Situation.Input input, Map<String, Term> environment) {
        Recorder recorder = new Recorder();
        program.read(new Invocation(Example.words(command), situation(input, environment)), recorder);
        return recorder.toString();
    }

    /** The row of a program {@code p}, from JSON with single quotes. */
    static Program row(String members) {
        return Programs.with(Map.of())
                .checked("p", "{ 'program': 'p', ".replace('\'', '"') + members.replace('\'', '"') + " }");
    }

    static Situation situation(Situation.Input input, Map<String, Term> environment) {
        World world = (World) Proxy.newProxyInstance(
                World.class.getClassLoader(), new Class<?>[] {World.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("target") && arguments != null) {
                        return Optional.of(arguments[0]);
                    }
                    throw new AssertionError("a row looks at nothing, but " + method.getName() + " was asked");
                });
        return new Situation(Optional.of(Path.of("/w")), Path.of("/h"), environment, input, true, world);
    }

    /** What a row is refused for. */
    static String refusal(String members) {
        try {
            row(members);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }

    static List<String> texts(List<Term> terms) {
        return terms.stream().map(Term::toString).toList();
    }
}
