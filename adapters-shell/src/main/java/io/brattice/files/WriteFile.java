package io.brattice.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code write_file}: a whole text file, new or in place of another. */
final class WriteFile implements FileOperation {

    @Override
    public String name() {
        return "write_file";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("path").text("content");
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        String content = asked.text("content");
        if (asked.text("path").endsWith("/")) {
            throw new RefusedCall("`path` ends in a slash; pass the name of a file");
        }
        Path path = ground.thing(asked.text("path"), "path");
        World.Kind kind = TextChange.writable(path, ground);
        String change = "wrote " + content.getBytes(StandardCharsets.UTF_8).length + " bytes";
        if (kind == World.Kind.NOTHING) {
            return TextChange.creating(path, content, ground, change);
        }
        Optional<byte[]> old = ground.bytes(path);
        Comparison lines = Comparison.of(old.map(TextChange::anyText).orElse("unknown\n"), content);
        return TextChange.replacing(path, old, Optional.of(content), lines, ground, change);
    }
}
