package io.brattice.shell.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Every program that is known, by name: those given, then those with a row. A row is read when its program is first asked for. One that
 * is broken, or whose examples do not hold, makes its program one that may do anything. Safe for use by many threads.
 */
public final class Programs {

    private static final int MOST_UNKNOWN = 4096;
    private static final int LONGEST = 64;

    private final Set<String> allowed;
    /** What a row may be like: the rows that were read are shared, and must not be like what is for one call. */
    private final Map<String, Program> first;

    private final Map<String, Program> given;
    private final ConcurrentMap<String, Program> rows;
    private final ConcurrentMap<String, Boolean> unknown;

    private Programs(
            Map<String, Program> first,
            Map<String, Program> given,
            ConcurrentMap<String, Program> rows,
            ConcurrentMap<String, Boolean> unknown,
            Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
        this.first = Map.copyOf(first);
        this.given = Map.copyOf(given);
        this.rows = rows;
        this.unknown = unknown;
    }

    /** The programs of the rows, and these, which go before a row of the same name. */
    public static Programs with(Map<String, Program> given) {
        return new Programs(given, given, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), Set.of());
    }

    /**
     * The same for an operator who vouches for packages: installing one of them by its name is asked about no more than a well-known one.
     *
     * @param packages as resources name them, without the scheme: {@code pypi/some-name}, {@code npm/@scope/name}; in normal form
     */
    public Programs allowing(Set<String> packages) {
        return new Programs(first, given, rows, unknown, packages);
    }

    /** The same with one more; the rows that were read are shared. */
    public Programs and(String name, Program program) {
        return and(Map.of(name, program));
    }

    /** The same with several. */
    public Programs and(Map<String, Program> others) {
        Map<String, Program> more = new HashMap<>(given);
        more.putAll(others);
        return new Programs(first, more, rows, unknown, allowed);
    }

    /** The program of this name; empty when nothing is known about it. */
    public Optional<Program> named(String name) {
        Program known = given.get(name);
        return known != null ? Optional.of(known) : row(name);
    }

    private Optional<Program> row(String name) {
        Program known = rows.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (!hasRowName(name) || unknown.containsKey(name)) {
            return Optional.empty();
        }
        Optional<Program> loaded = load(name);
        if (loaded.isPresent()) {
            return Optional.of(rows.merge(name, loaded.get(), (before, now) -> before));
        }
        if (unknown.size() < MOST_UNKNOWN) {
            unknown.put(name, true);
        }
        return Optional.empty();
    }

    /** Tells what a call does; a program about which nothing is known may do anything. */
    public void read(Invocation call, Acts acts) {
        Optional<Program> program = named(call.name());
        if (program.isPresent()) {
            program.get().read(call, allowed.isEmpty() ? acts : new AllowedPackages(acts, allowed));
        } else {
            acts.opaque("`" + call.name() + "` is not a program that is known");
        }
    }

    private Optional<Program> load(String name) {
        Optional<String> json = resource(name);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(checked(name, json.get()));
        } catch (IllegalArgumentException e) {
            String problem = "what is known about `" + name + "` is broken: " + e.getMessage();
            return Optional.of((call, acts) -> acts.opaque(problem));
        }
    }

    /**
     * Reads a row and checks its examples.
     *
     * @throws IllegalArgumentException if it is broken; says where and how
     */
    Program checked(String name, String json) {
        RowReader.Read read = RowReader.read(name, json);
        if (read.row().isEmpty()) {
            return like(name, read.like());
        }
        Program program = new RowProgram(read.row().get());
        for (Example example : read.row().get().examples()) {
            Optional<String> contradiction = example.contradiction(program);
            if (contradiction.isPresent()) {
                throw new IllegalArgumentException("`" + name + ".json`: " + contradiction.get());
            }
        }
        return program;
    }

    /** One step only: an alias of an alias could go in circles. */
    private Program like(String name, String other) {
        Program known = first.get(other);
        if (known != null) {
            return known;
        }
        Optional<String> json = hasRowName(other) ? resource(other) : Optional.empty();
        if (json.isEmpty() || RowReader.read(other, json.get()).row().isEmpty()) {
            throw new IllegalArgumentException(
                    "`" + name + ".json`: `like` is `" + other + "`, which has no row of its own");
        }
        return row(other).orElseThrow(() -> new IllegalArgumentException("`" + other + "` has no row"));
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = Programs.class.getResourceAsStream(name + ".json")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.of("it cannot be read");
        }
    }

    private static boolean hasRowName(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._+-".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
