package io.brattice.shell.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * That a command failed because it wanted a network that it did not have, as its output tells.
 *
 * <p>Guarantees: nothing is told of a command that did not fail, nor of one that could not reach this machine itself. It takes as long as the
 * output is long, of which the last part is read.
 *
 * <p>Does not: know every program, or other languages than English. A command that failed for another reason and prints such words all
 * the same is taken for one that wanted a network; so this is good for a hint, and for no decision.
 *
 * @param who printed it: a program, or `system`
 * @param host that it wanted, where it is named
 * @param line as it was printed, shortened
 */
public record NetworkTrouble(String who, Optional<String> host, String line) {

    private static final String TABLE = "network-trouble.txt";
    private static final int MOST_TEXT = 64 * 1024;
    private static final int MOST_OF_A_LINE = 2000;
    private static final int MOST_SHOWN = 300;
    private static final List<TroubleRow> ROWS = rows();

    /** What the errors of a command tell, if it failed. */
    public static Optional<NetworkTrouble> in(int exit, String errors) {
        if (exit == 0) {
            return Optional.empty();
        }
        String last = errors.substring(Math.max(0, errors.length() - MOST_TEXT));
        List<String> lines = last.lines()
                .map(line -> line.substring(0, Math.min(line.length(), MOST_OF_A_LINE)))
                .toList();
        Optional<NetworkTrouble> withoutHost = Optional.empty();
        for (String line : lines) {
            for (TroubleRow row : ROWS) {
                TroubleRow.Reading reading = row.read(line);
                if (reading.says() && !reading.host().isEmpty()) {
                    return Optional.of(new NetworkTrouble(row.who(), Optional.of(reading.host()), shown(line)));
                }
                if (reading.says() && withoutHost.isEmpty()) {
                    withoutHost = Optional.of(new NetworkTrouble(row.who(), Optional.empty(), shown(line)));
                }
            }
        }
        return withoutHost;
    }

    private static String shown(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.substring(0, Math.min(plain.length(), MOST_SHOWN));
    }

    private static List<TroubleRow> rows() {
        try (InputStream in = NetworkTrouble.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the table `" + TABLE + "` is missing; rebuild the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(TroubleRow::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the table `" + TABLE + "` cannot be read", e);
        }
    }
}
