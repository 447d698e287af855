package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the rows of this jar. A row that cannot be read breaks the loading: one that is skipped would be a call that nobody takes back. */
final class Rows {

    /** By services. */
    private static final List<String> FILES = List.of(
            "storage.json",
            "data.json",
            "identity.json",
            "network.json",
            "compute.json",
            "watch.json",
            "deploy.json",
            "made.json");

    private Rows() {}

    static Map<String, Recipe> shipped() {
        Map<String, Recipe> all = new TreeMap<>();
        for (String file : FILES) {
            for (Object row : Tree.items(json(file).get("rows"))) {
                Map<String, @Nullable Object> members = Tree.members(row);
                for (String id : Tree.texts(members.get("ids"))) {
                    if (all.put(id, Recipe.read(id, members)) != null) {
                        throw new IllegalStateException("two rows for `" + id + "`; keep one");
                    }
                }
            }
        }
        return Collections.unmodifiableMap(all);
    }

    static Map<String, @Nullable Object> json(String file) {
        try (InputStream in = Rows.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource `" + file + "`; build the jar again");
            }
            return Arguments.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .asMap();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
