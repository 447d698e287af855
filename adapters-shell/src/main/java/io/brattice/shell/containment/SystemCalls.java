package io.brattice.shell.containment;

import io.brattice.shell.process.Binaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filter of system calls, as the program for the kernel's packet filter that {@code bwrap --seccomp} and {@code prctl} read.
 *
 * <p>A program of another architecture, such as one of 32 bits, is killed: the numbers of its calls mean something else.
 */
final class SystemCalls {

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST = 16;
    private static final int SECOND = 24;
    private static final int THIRD = 32;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int ERROR = 0x00050000;
    private static final int NOT_PERMITTED = ERROR | 1;
    private static final int NO_SUCH_CALL = ERROR | 38;
    private static final int NO_SUCH_PROTOCOL = ERROR | 93;
    private static final int NO_SUCH_FAMILY = ERROR | 97;

    private static final int NEW_USERS = 0x10000000;
    private static final int TYPE_INTO_TERMINAL = 0x5412;
    private static final int CONSOLE = 0x541c;
    private static final int NETLINK = 16;
    private static final List<Integer> FAMILIES = List.of(1, 2, 10);
    private static final List<Integer> OF_NETWORKS = List.of(2, 10);

    private static final int MOST = 4096;
    private static final String NEWEST = "NEWEST";

    private enum Machine {
        X86_64(0xc000003e, 1),
        AARCH64(0xc00000b7, 2);

        private final int number;
        private final int column;

        /** @param column where its numbers stand in the table */
        Machine(int number, int column) {
            this.number = number;
            this.column = column;
        }
    }

    private record Row(String name, int call, String how) {}

    private final ByteBuffer program = ByteBuffer.allocate(MOST * 8).order(ByteOrder.LITTLE_ENDIAN);

    private final boolean lasting;

    private SystemCalls(boolean lasting) {
        this.lasting = lasting;
    }

    /**
     * Empty where the numbers of the calls are not known.
     *
     * @param lasting true for a command that stays, see {@link Stay}
     */
    static Optional<byte[]> filter(String architecture, boolean lasting) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(new SystemCalls(lasting).filter(Machine.X86_64));
            case "aarch64" -> Optional.of(new SystemCalls(lasting).filter(Machine.AARCH64));
            default -> Optional.empty();
        };
    }

    /** The number of the call that sets it. */
    static String ofPrctl(String architecture) {
        return architecture.equals("aarch64") ? "167" : "157";
    }

    /** The numbers of two calls that perl makes. */
    static List<String> ofUnshareAndMount(String architecture) {
        return architecture.equals("aarch64") ? List.of("97", "40") : List.of("272", "165");
    }

    /** What can make calls by their numbers; empty also where these are not known. */
    static Optional<Path> perl(Binaries binaries) {
        boolean known = filter(System.getProperty("os.arch", ""), false).isPresent();
        return known ? binaries.resolve("perl") : Optional.empty();
    }

    private byte[] filter(Machine machine) {
        add(LOAD, ARCHITECTURE);
        unless(EQUAL, machine.number, KILL);
        add(LOAD, NUMBER);
        for (Row row : rows(machine)) {
            add(row);
        }
        add(RETURN, ALLOW);
        byte[] bytes = new byte[program.position()];
        program.flip().get(bytes);
        return bytes;
    }

    /** Leaves the number of the call loaded, as it found it. */
    private void add(Row row) {
        if (row.name().equals(NEWEST)) {
            when(AT_LEAST, row.call() + 1, NO_SUCH_CALL); // the calls of x32 too
            return;
        }
        switch (row.how()) {
            case "deny" -> when(EQUAL, row.call(), NOT_PERMITTED);
            case "absent" -> when(EQUAL, row.call(), NO_SUCH_CALL);
            case "users" -> {
                jump(EQUAL, row.call(), 0, 4);
                add(LOAD, FIRST);
                when(ANY_BIT, NEW_USERS, NOT_PERMITTED);
                add(LOAD, NUMBER);
            }
            case "typing" -> {
                jump(EQUAL, row.call(), 0, 6);
                add(LOAD, SECOND);
                when(EQUAL, TYPE_INTO_TERMINAL, NOT_PERMITTED);
                when(EQUAL, CONSOLE, NOT_PERMITTED);
                add(LOAD, NUMBER);
            }
            case "families" -> {
                // A pair of sockets has no name: nobody else can get at it.
                List<Integer> families = lasting && row.name().equals("socket") ? OF_NETWORKS : FAMILIES;
                jump(EQUAL, row.call(), 0, families.size() * 2 + 7);
                add(LOAD, FIRST);
                for (int family : families) {
                    when(EQUAL, family, ALLOW);
                }
                unless(EQUAL, NETLINK, NO_SUCH_FAMILY);
                add(LOAD, THIRD);
                when(EQUAL, 0, ALLOW);
                add(RETURN, NO_SUCH_PROTOCOL);
            }
            default ->
                throw new IllegalStateException("`" + row.how() + "` is no way to treat a call; correct the row");
        }
    }

    private void when(int test, int value, int then) {
        jump(test, value, 0, 1);
        add(RETURN, then);
    }

    private void unless(int test, int value, int then) {
        jump(test, value, 1, 0);
        add(RETURN, then);
    }

    private void add(int code, int value) {
        program.putShort((short) code).put((byte) 0).put((byte) 0).putInt(value);
    }

    private void jump(int test, int value, int whenTrue, int whenFalse) {
        program.putShort((short) test)
                .put((byte) whenTrue)
                .put((byte) whenFalse)
                .putInt(value);
    }

    private static List<Row> rows(Machine machine) {
        String name = "system-calls.txt";
        try (InputStream in = SystemCalls.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("`" + name + "` is missing; rebuild the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                    .filter(cells -> !cells.get(machine.column).equals("-"))
                    .map(cells -> new Row(cells.get(0), Integer.parseInt(cells.get(machine.column)), cells.get(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
