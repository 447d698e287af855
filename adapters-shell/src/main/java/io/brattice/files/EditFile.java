package io.brattice.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code edit_file}: exactly one text in a file, or every one like it, is exchanged for another. */
final class EditFile implements FileOperation {

    private static final int MOST_BYTES = 16 << 20;

    @Override
    public String name() {
        return "edit_file";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("path").text("old_text").text("new_text").maybeFlag("replace_all");
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        String old = asked.text("old_text");
        String fresh = asked.text("new_text");
        if (old.isEmpty()) {
            throw new RefusedCall("`old_text` is empty; pass the text to replace, or use `write_file`");
        }
        if (old.equals(fresh)) {
            throw new RefusedCall("`old_text` and `new_text` are the same; pass what should change");
        }
        Path path = ground.thing(asked.text("path"), "path");
        World.Kind kind = TextChange.writable(path, ground);
        if (kind == World.Kind.NOTHING && !ground.world().supposes()) {
            throw new RefusedCall(Shown.path(path) + " does not exist; use `write_file` to make it");
        }
        Optional<byte[]> bytes = kind == World.Kind.NOTHING ? Optional.empty() : ground.bytes(path);
        if (bytes.isEmpty()) {
            return TextChange.replacing(path, bytes, Optional.empty(), Comparison.of(old, fresh), ground, "");
        }
        String before = LocalWorld.text(bytes.get())
                .orElseThrow(() -> new RefusedCall(
                        Shown.path(path) + " is no UTF-8 text, and would not stay what it is; use a command"));
        int found = count(before, old);
        if (found == 0) {
            throw RefusedCall.here("`old_text` is not in " + Shown.path(path) + "; " + hint(before, old));
        }
        if (found > 1 && !asked.flag("replace_all")) {
            throw RefusedCall.here("`old_text` is " + found + " times in " + Shown.path(path)
                    + "; pass more of the text around it, or `replace_all`");
        }
        long size = before.length() + (long) found * (fresh.length() - old.length());
        if (size > MOST_BYTES) {
            throw new RefusedCall("the file would come to more than " + (MOST_BYTES >> 20) + " MiB; use a command");
        }
        String after = before.replace(old, fresh);
        String change = "replaced " + found + (found == 1 ? " text" : " texts");
        return TextChange.replacing(path, bytes, Optional.of(after), Comparison.of(before, after), ground, change);
    }

    /** As {@link String#replace} finds them: from the beginning, and not overlapping. */
    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static String hint(String text, String old) {
        boolean ends = text.contains("\r\n") && text.replace("\r\n", "\n").contains(old.replace("\r\n", "\n"));
        return ends
                ? "its lines end in CR LF there: pass them so"
                : "read it again and pass exactly what is there, with its blanks";
    }
}
