package io.brattice.files.store;

import io.brattice.files.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A step that keeps some files as blobs, and writes a list of them on its shelf. */
record KeptFiles(Blobs to, List<Path> files, Path aside, List<String> hashes, long bytes) implements Step {

    KeptFiles {
        files = List.copyOf(files);
    }

    static KeptFiles of(Store store, String call, Path... files) {
        return new KeptFiles(store.blobs(), List.of(files), store.shelf(call).resolve("0"), new ArrayList<>(), 0);
    }

    KeptFiles foretelling(long much) {
        return new KeptFiles(to, files, aside, hashes, much);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", "kept", "path", String.valueOf(files));
    }

    @Override
    public void keep() throws IOException {
        for (Path file : files) {
            hashes.add(to.put(file));
        }
        Files.write(aside, hashes);
    }

    @Override
    public Collection<String> references() {
        return hashes;
    }

    @Override
    public String left() throws IOException {
        return Content.of(files.get(0));
    }

    @Override
    public void check(String left, Set<Path> freed) {}

    @Override
    public void undo(String left) {}

    @Override
    public String summary() {
        return "puts back " + files.size() + " files";
    }
}
