package io.brattice.shell.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link Relay} as a program that a cell can start: two class files in a folder of their own, and the JVM that this process runs on.
 * No other tool is needed but {@code /bin/sh}.
 */
record RelayProgram(Path java, Path classes) {

    /** Where it listens: below the ports that a system hands out by itself, and used by nothing that is known. */
    static final int PORT = 30128;

    static final int NOT_UP = 125;

    private static final List<Class<?>> CLASSES = List.of(Relay.class, RelayedBytes.class);

    /**
     * Starts the relay as nobody's child, waits until it is up or has ended, and becomes the command: its number, its exit status, its
     * standard streams and its signals are its own. The relay looks after the number.
     */
    private static final String SCRIPT =
            "brattice_relay=$( (unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH"
                    + "; exec \"$1\" -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
                    + " -Xmx24m -Xss256k -XX:ReservedCodeCacheSize=8m -XX:CompressedClassSpaceSize=8m"
                    + " -cp \"$2\" " + Relay.class.getName() + " \"$3\" " + PORT + " $$ </dev/null 2>/dev/null) & )\n"
                    + "if [ \"$brattice_relay\" != up ]; then"
                    + " echo 'the way to the granted network could not be opened; run this without a network' >&2"
                    + "; exit " + NOT_UP + "; fi\n"
                    + "unset brattice_relay; shift 3; exec \"$@\"";

    /** Puts the class files below a folder. */
    static RelayProgram in(Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new IOException("`" + java + "` is not there, and a granted network needs it inside;"
                    + " run on a JVM that has its `java`");
        }
        for (Class<?> one : CLASSES) {
            String file = "/" + one.getName().replace('.', '/') + ".class";
            Path to = folder.resolve(file.substring(1));
            Files.createDirectories(to.getParent());
            try (InputStream in = RelayProgram.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("`" + file + "` is missing; rebuild the jar");
                }
                Files.copy(in, to);
            }
        }
        return new RelayProgram(java, folder);
    }

    /** The command that starts the relay to a socket and becomes {@code argv}. */
    List<String> around(List<String> argv, Path socket) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        all.addAll(List.of(java.toString(), classes.toString(), socket.toString()));
        all.addAll(argv);
        return List.copyOf(all);
    }
}
