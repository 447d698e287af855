package io.brattice.files.undo;

import io.brattice.StaleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a call would be taken back now: the parts that can be, newest first, and what is left as it is because somebody else changed
 * it since.
 *
 * @param last the times of folders, which every other part changes: set back in the end, and not worth a line
 * @param leaves one line each
 */
record Reversal(List<Part> parts, List<Part> last, List<String> leaves) {

    /**
     * Asks every step, newest first. Steps of one group stand or fall together.
     *
     * @throws StaleException when nothing can be taken back, with the first reason
     */
    static Reversal of(List<Part> backwards) throws IOException, StaleException {
        Set<String> fallen = new HashSet<>();
        List<Part> last = backwards.stream()
                .filter(part -> part.step() instanceof FolderTimes)
                .toList();
        List<Part> others = backwards.stream()
                .filter(part -> !(part.step() instanceof FolderTimes))
                .toList();
        while (true) {
            Reversal attempt = without(others, last, fallen);
            if (!attempt.parts.isEmpty()) {
                boolean whole = attempt.parts.stream()
                        .noneMatch(part -> fallen.contains(part.step().group()));
                if (whole) {
                    return attempt;
                }
                continue; // a group fell after some of its steps had been taken in: once more, without them
            }
            throw new StaleException(
                    attempt.leaves.isEmpty() ? "the call left nothing to take back" : attempt.leaves.get(0));
        }
    }

    private static Reversal without(List<Part> backwards, List<Part> last, Set<String> fallen) throws IOException {
        List<Part> parts = new ArrayList<>();
        List<String> leaves = new ArrayList<>();
        Set<Path> freed = new HashSet<>();
        for (Part part : backwards) {
            String group = part.step().group();
            if (!group.isEmpty() && fallen.contains(group)) {
                leaves.add("what was changed together with it stays: not "
                        + part.step().summary());
                continue;
            }
            try {
                part.step().check(part.left(), freed);
                leaves.addAll(part.step().leaves(part.left()));
                parts.add(part);
            } catch (StaleException e) {
                leaves.add(String.valueOf(e.getMessage()));
                if (!group.isEmpty()) {
                    fallen.add(group);
                }
            }
        }
        return new Reversal(List.copyOf(parts), last, List.copyOf(leaves));
    }

    /** What is taken back, and what is left: equal where an undo would do the same. */
    String text() {
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> lines.add(part.step().summary()));
        leaves.forEach(line -> lines.add(Restoration.LEAVES + line));
        return String.join("\n", lines);
    }

    /** The same for people, and what else was changed until now: that may be more from one moment to the next. */
    String shown() throws IOException {
        StringBuilder shown = new StringBuilder(text());
        for (Part part : parts) {
            part.step()
                    .besides(part.left())
                    .forEach(line ->
                            shown.append('\n').append(Restoration.BESIDES).append(line));
        }
        return shown.toString();
    }

    /** True when this is what was shown, whatever else was changed in between. */
    boolean is(String other) {
        return text().equals(Stream.of(other.split("\n", -1))
                .filter(line -> !line.startsWith(Restoration.BESIDES))
                .collect(Collectors.joining("\n")));
    }
}
