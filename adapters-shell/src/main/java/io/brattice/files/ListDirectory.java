package io.brattice.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code list_directory}: what is in a folder, by name, with kinds and sizes. */
final class ListDirectory implements FileOperation {

    private static final int MOST_LOOKED_AT = 10_000;
    private static final int MOST_SHOWN = 2_000;

    @Override
    public String name() {
        return "list_directory";
    }

    @Override
    public Form form() {
        return Form.of(name()).text("path");
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Deed plan(Form.Filled asked, Ground ground) throws IOException {
        Path path = ground.target(asked.text("path"), "path");
        ground.refuseUnlessReadable(path, World.Kind.FOLDER);
        return new Deed.Draft(ground)
                .reads(path, 0)
                .saw(path.toString())
                .says("lists " + Shown.path(path))
                .deed("it only reads", () -> list(path));
    }

    private static Listing list(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        boolean all = true;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path each : stream) {
                if (paths.size() == MOST_LOOKED_AT) {
                    all = false;
                    break;
                }
                paths.add(each);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        paths.sort(Comparator.comparing(ListDirectory::name));
        List<Listing.Entry> entries =
                paths.stream().limit(MOST_SHOWN).map(ListDirectory::entry).toList();
        return new Listing(folder.toString(), entries, !all || paths.size() > MOST_SHOWN);
    }

    private static Listing.Entry entry(Path path) {
        World.Kind kind = LocalWorld.look(path, LinkOption.NOFOLLOW_LINKS);
        String word = switch (kind) {
            case FILE, FOLDER, LINK -> kind.name().toLowerCase(Locale.ROOT);
            case OTHER, NOTHING, UNKNOWN -> "other";
        };
        return new Listing.Entry(name(path), word, kind == World.Kind.FILE ? new LocalWorld().size(path) : 0);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
