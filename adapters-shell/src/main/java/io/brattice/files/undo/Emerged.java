package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Things that come to be in a folder under names that nobody knows beforehand: they are made elsewhere, and brought there by this step once
 * the call has made them. Taking it back moves each of them into the store that is still as the call left it.
 *
 * <p>Nothing that is there is replaced. The names are written down before the first is brought, so that a process that died in between
 * leaves nothing unnamed.
 */
public final class Emerged implements Step {

    static final String KIND = "emerged";

    private final Path folder;
    private final Path aside;
    private final Hands hands;

    Emerged(Path folder, Path aside, Hands hands) {
        this.folder = folder;
        this.aside = aside;
        this.hands = hands;
    }

    /**
     * For what is yet to be.
     *
     * @param folder where it comes to be
     * @param aside where taking it back puts it
     */
    public Emerged(Path folder, Path aside) {
        this(folder, aside, LocalHands.LOCAL);
    }

    /** Brings things, which must be on the file system of the folder, to where nothing is. Once for a call. */
    public void bring(List<Path> made) throws IOException {
        if (made.isEmpty()) {
            return;
        }
        hands.makeFoldersAbove(names());
        StringBuilder noted = new StringBuilder();
        for (Path each : made) {
            noted.append(each.toUri()).append(' ').append(At.identity(each)).append('\n');
        }
        hands.note(names(), noted.toString());
        for (Path each : made) {
            hands.bring(each, folder.resolve(each.getFileName().toString()));
        }
    }

    private Path names() {
        return At.beside(aside, ".names");
    }

    private Path lefts() {
        return At.beside(aside, ".lefts");
    }

    /** One step for each thing that was brought, or may have been. */
    private Map<String, Created> parts() throws IOException {
        Map<String, Created> parts = new LinkedHashMap<>();
        if (At.exists(names())) {
            boolean told = At.exists(lefts());
            for (String line : Files.readAllLines(names())) {
                String[] words = line.split(" ", 2);
                Path made = Path.of(java.net.URI.create(words[0]));
                String name = made.getFileName().toString();
                // Where the process died meanwhile, it may not have been brought, and be swept away since.
                boolean brought = told
                        || words.length < 2
                        || At.is(folder.resolve(name), words[1])
                        || At.exists(aside.resolve(name));
                if (brought && !At.exists(made)) {
                    parts.put(name, new Created(folder.resolve(name), aside.resolve(name), hands));
                }
            }
        }
        return parts;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", folder.toString(), "aside", aside.toString());
    }

    @Override
    public String left() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, Created> part : parts().entrySet()) {
            hands.makeFoldersAbove(aside.resolve(part.getKey()));
            all.put(part.getKey(), part.getValue().left());
        }
        if (all.isEmpty()) {
            return "nothing";
        }
        String text = new String(Arguments.from(all).canonical(), java.nio.charset.StandardCharsets.UTF_8);
        if (!At.exists(lefts())) {
            hands.note(lefts(), text);
        }
        return Digest.of(text).hex();
    }

    private String left(String name, String left) throws IOException {
        if (left.equals(UNKNOWN) || !At.exists(lefts())) {
            return UNKNOWN;
        }
        return Arguments.fromJson(Files.readString(lefts())).string(name).orElse(UNKNOWN);
    }

    @Override
    public List<Before> before(String left) throws IOException {
        List<Before> all = new ArrayList<>();
        for (Created part : parts().values()) {
            all.add(Before.nothing(part.path()));
        }
        return all;
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (left.equals("nothing")) {
            return;
        }
        Store.refuseLinkedParent(folder.resolve("any"));
        for (Map.Entry<String, Created> part : parts().entrySet()) {
            if (stale(part, left).isEmpty()) {
                part.getValue().check(left(part.getKey(), left), freed);
            }
        }
    }

    /** Why a thing stays; empty where it does not. */
    private List<String> stale(Map.Entry<String, Created> part, String left) throws IOException {
        String was = left(part.getKey(), left);
        try {
            part.getValue().check(was, new java.util.HashSet<>());
            return List.of();
        } catch (StaleException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        List<String> all = new ArrayList<>();
        if (!left.equals("nothing")) {
            for (Map.Entry<String, Created> part : parts().entrySet()) {
                List<String> stale = stale(part, left);
                all.addAll(stale.isEmpty() ? part.getValue().leaves(left(part.getKey(), left)) : stale);
            }
        }
        return Roll.few(all);
    }

    @Override
    public void undo(String left) throws IOException {
        if (left.equals("nothing")) {
            return;
        }
        for (Map.Entry<String, Created> part : parts().entrySet()) {
            if (stale(part, left).isEmpty()) {
                part.getValue().undo(left(part.getKey(), left));
            }
        }
    }

    @Override
    public List<Resource> resources() throws IOException {
        return parts().values().stream().map(part -> Resource.file(part.path())).toList();
    }

    @Override
    public String summary() {
        return "moves what the call made in `" + Step.shown(folder) + "` out of the way";
    }
}
