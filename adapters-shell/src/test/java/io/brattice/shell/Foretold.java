package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Verb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What effects say of paths, held against what happened. */
record Foretold(List<Effect> effects) {

    /**
     * Where something changed that no effect names: itself, a folder above it, or, of what is made, a folder on the way to it. A file of several names is named
     * by any of them.
     */
    List<String> missed(Snapshot before, Snapshot after) {
        List<String> missed = new ArrayList<>();
        for (Path path : before.changes(after)) {
            boolean told = before.twins(path).stream()
                    .anyMatch(twin -> effects.stream()
                            .anyMatch(effect -> effect.verb().writes() && covers(effect, twin, before)));
            if (!told) {
                missed.add("changed, and was not foretold: " + path);
            }
        }
        return missed;
    }

    /** What was foretold and did not happen. What is updated may come to hold what it held. */
    List<String> broken(Snapshot before, Snapshot after) {
        List<String> broken = new ArrayList<>();
        for (Effect effect : effects) {
            if (!isFile(effect)) {
                continue;
            }
            Path path = path(effect);
            boolean kept = switch (effect.verb()) {
                case CREATE -> !before.has(path) && after.has(path);
                case DELETE -> before.has(path) && !after.has(path);
                case UPDATE -> before.has(path) && after.has(path);
                default -> true;
            };
            if (!kept) {
                broken.add("foretold, and did not happen: " + effect.verb() + " " + path);
            }
        }
        return broken;
    }

    private static boolean covers(Effect effect, Path path, Snapshot before) {
        if (!isFile(effect)) {
            return false;
        }
        Path told = path(effect);
        boolean onTheWay = effect.verb() == Verb.CREATE && told.startsWith(path) && !before.has(path);
        return path.startsWith(told) || onTheWay;
    }

    private static boolean isFile(Effect effect) {
        return effect.resource().scheme().equals("file");
    }

    static Path path(Effect effect) {
        String text = effect.resource().whole().substring("file:".length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                plain[length++] = (byte) Integer.parseInt(new String(raw, i + 1, 2, StandardCharsets.UTF_8), 16);
                i += 2;
            } else {
                plain[length++] = raw[i];
            }
        }
        return Path.of(new String(plain, 0, length, StandardCharsets.UTF_8));
    }
}
