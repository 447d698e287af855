package io.brattice.files.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The extended attributes that users give to files and folders. Links have none. The system's own ones are not read. */
public final class UserAttributes {

    private UserAttributes() {}

    /** All of one thing, by name; each byte of a value is one character. */
    public static Map<String, String> of(Path path) throws IOException {
        @Nullable UserDefinedFileAttributeView view = view(path);
        if (view == null) {
            return Map.of();
        }
        try {
            Map<String, String> all = new TreeMap<>();
            for (String name : view.list()) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                all.put(name, new String(value.array(), 0, value.position(), StandardCharsets.ISO_8859_1));
            }
            return Map.copyOf(all);
        } catch (FileSystemException e) {
            if (String.valueOf(e.getMessage()).contains("not supported")) {
                return Map.of(); // the file system has none
            }
            throw e;
        }
    }

    /** Makes them what they are told to be: those that are not among them are removed. */
    public static void set(Path path, Map<String, String> wanted) throws IOException {
        Map<String, String> there = of(path);
        @Nullable UserDefinedFileAttributeView view = view(path);
        if (there.equals(wanted) || view == null) {
            return;
        }
        for (String name : there.keySet()) {
            if (!wanted.containsKey(name)) {
                view.delete(name);
            }
        }
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            view.write(each.getKey(), ByteBuffer.wrap(each.getValue().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static @Nullable UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
