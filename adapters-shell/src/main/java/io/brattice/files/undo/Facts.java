package io.brattice.files.undo;

import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import io.brattice.files.tree.UserAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** Sets what a thing is besides what it holds. */
final class Facts {

    private Facts() {}

    /** Owner, group, attributes and mode; a link has only the first two. */
    static void set(Path path, Manifest.Entry wanted) throws IOException {
        Sighting is = Sighting.of(path);
        Sighting was = wanted.sighting();
        if (is.kind() != was.kind()) {
            throw new IOException("`" + path + "` was exchanged while it was put back: take it back once more");
        }
        // The owner first: a change of owner may clear bits of the mode.
        if (is.uid() != was.uid()) {
            Files.setAttribute(path, "unix:uid", was.uid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (is.gid() != was.gid()) {
            Files.setAttribute(path, "unix:gid", was.gid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (was.kind() == Sighting.Kind.LINK) {
            return;
        }
        if (is.uid() == was.uid() && (is.mode() & 0700) != 0700) {
            // A file that its owner may not write to takes no attributes either.
            Files.setAttribute(path, "unix:mode", 0700, LinkOption.NOFOLLOW_LINKS);
        }
        UserAttributes.set(path, wanted.attributes());
        if (Sighting.of(path).mode() != was.mode()) {
            Files.setAttribute(path, "unix:mode", was.mode(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** @param modified in nanoseconds since 1970 */
    static void setTime(Path path, long modified) throws IOException {
        FileTime time = FileTime.from(modified, TimeUnit.NANOSECONDS);
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }
}
