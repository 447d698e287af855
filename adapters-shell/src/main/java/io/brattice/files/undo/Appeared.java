package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that a call makes under a name that the program makes up: a run of {@code X} in the last step of the path stands for
 * letters and digits that nobody knows before.
 *
 * <p>Which names of that form there are is written down right before the call runs; what has come since is the call's, as long as it is no
 * more than the call makes. Where more came, somebody else made some of them, and all stay.
 *
 * <p>Does not: tell what another process made in place of the call, in the same folder, by the same template and at the same time.
 */
public final class Appeared implements Step {

    static final String KIND = "appeared";

    private static final int FEWEST = 3;
    private static final String TOO_MANY = "too many";

    private final Path path;
    private final int times;
    private final Path aside;
    private final Hands hands;

    Appeared(Path path, int times, Path aside, Hands hands) {
        this.path = path;
        this.times = times;
        this.aside = aside;
        this.hands = hands;
    }

    /**
     * For what is yet to be.
     *
     * @param path the folder, its links resolved, and in it the template
     * @param times how many things the call makes by it at most
     * @param aside where it is written down what is there, and beside which taking it back puts what came
     */
    public Appeared(Path path, int times, Path aside) {
        this(path, times, aside, LocalHands.LOCAL);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind", KIND, "path", path.toString(), "times", Integer.toString(times), "aside", aside.toString());
    }

    @Override
    public void perform() throws IOException {
        if (!At.exists(aside)) {
            hands.note(aside, String.join("\n", letters()));
        }
    }

    /** What stands in place of the {@code X} in the names that are there now. */
    private Set<String> letters() throws IOException {
        String template = String.valueOf(path.getFileName());
        int end = template.lastIndexOf('X') + 1;
        int begin = end;
        while (begin > 0 && template.charAt(begin - 1) == 'X') {
            begin--;
        }
        Set<String> found = new TreeSet<>();
        Path folder = Store.parent(path);
        if (end - begin < FEWEST || !At.isFolder(folder)) {
            return found;
        }
        String head = template.substring(0, begin);
        String tail = template.substring(end);
        for (Path entry : At.entries(folder)) {
            String name = String.valueOf(entry.getFileName());
            boolean fits = name.length() == template.length() && name.startsWith(head) && name.endsWith(tail);
            if (fits && isAlphanumeric(name, begin, end)) {
                found.add(name.substring(begin, end));
            }
        }
        return found;
    }

    private static boolean isAlphanumeric(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return true;
    }

    /** What has come since it was written down. */
    private Set<String> come() throws IOException {
        if (!At.exists(aside)) {
            return Set.of(); // the call never ran
        }
        Set<String> come = letters();
        come.removeAll(List.of(Files.readString(aside, StandardCharsets.UTF_8).split("\n", -1)));
        return come;
    }

    private Created made(String letters) {
        String template = String.valueOf(path.getFileName());
        int end = template.lastIndexOf('X') + 1;
        String name = template.substring(0, end - letters.length()) + letters + template.substring(end);
        return new Created(path.resolveSibling(name), At.beside(aside, "." + letters), hands);
    }

    /** A line for each thing that came: its letters, and what it was left as. */
    @Override
    public String left() throws IOException {
        Set<String> come = come();
        if (come.size() > times) {
            return TOO_MANY;
        }
        List<String> lines = new ArrayList<>();
        for (String letters : come) {
            lines.add(letters + " " + made(letters).left());
        }
        return String.join("\n", lines);
    }

    /** What came, each with what it was left as. */
    private List<Part> parts(String left) throws IOException, StaleException {
        List<Part> parts = new ArrayList<>();
        if (left.equals(UNKNOWN)) {
            for (String letters : come()) {
                parts.add(new Part(made(letters), UNKNOWN));
            }
        } else if (!left.isEmpty() && !left.equals(TOO_MANY)) {
            for (String line : left.split("\n", -1)) {
                int blank = line.indexOf(' ');
                parts.add(new Part(made(line.substring(0, blank)), line.substring(blank + 1)));
            }
        }
        if (parts.size() > times || left.equals(TOO_MANY)) {
            throw new StaleException(
                    "more came as `" + path + "` than the call made: which is the call's cannot be told");
        }
        return parts;
    }

    @Override
    public List<Before> before(String left) throws IOException {
        List<Before> before = new ArrayList<>();
        try {
            for (Part part : parts(left)) {
                before.addAll(part.step().before(part.left()));
            }
        } catch (StaleException e) {
            return List.of(); // the undo will say so
        }
        return before;
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        List<Part> parts = parts(left);
        List<StaleException> changed = new ArrayList<>();
        for (Part part : parts) {
            try {
                part.step().check(part.left(), freed);
            } catch (StaleException e) {
                changed.add(e);
            }
        }
        if (!changed.isEmpty() && changed.size() == parts.size()) {
            throw changed.get(0);
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        List<String> leaves = new ArrayList<>();
        try {
            for (Part part : parts(left)) {
                leaves.addAll(part.step().leaves(part.left()));
            }
        } catch (StaleException e) {
            leaves.add(String.valueOf(e.getMessage()));
        }
        return Roll.few(leaves);
    }

    @Override
    public void undo(String left) throws IOException {
        try {
            for (Part part : parts(left)) {
                part.step().undo(part.left());
            }
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String summary() {
        return "moves what came as `" + Step.shown(path) + "` out of the way";
    }
}
