package io.brattice.shell.containment;

import io.brattice.shell.containment.Place.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cells by {@code bwrap}. */
final class Bubblewrap implements Means {

    private static final int SMALL = 16 << 20;

    private final Path program;
    private final Set<String> options;
    private final Supplies supplies;
    private final Door door;
    private final Homes homes;
    private final Myself myself;

    /** @param options those that this version knows, as its help names them */
    Bubblewrap(Path program, Set<String> options, Supplies supplies, Door door, Homes homes, Myself myself) {
        this.program = program;
        this.options = Set.copyOf(options);
        this.supplies = supplies;
        this.door = door;
        this.homes = homes;
        this.myself = myself;
    }

    @Override
    public String name() {
        return "bwrap";
    }

    @Override
    public List<String> entering(View view, Limits limits, List<String> argv, Path cwd, Path refusal, Stay stay)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(
                program.toString(),
                "--unshare-user",
                "--uid",
                Long.toString(myself.user()),
                "--gid",
                Long.toString(myself.group()),
                "--unshare-ipc",
                "--unshare-pid",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--cap-drop",
                "ALL",
                "--die-with-parent",
                "--as-pid-1",
                "--new-session"));
        if (!stay.shares()) {
            all.add("--unshare-net");
        }
        boolean filters = door.filters() && options.contains("--seccomp");
        if (filters) {
            all.addAll(List.of("--seccomp", "7")); // which lets nobody make a name space of users either
        } else if (options.contains("--disable-userns")) {
            all.add("--disable-userns");
        }
        if (!filters && stay.lasting()) {
            throw new IOException("this host filters no calls of the kernel, so that nothing can stay in a cell;"
                    + " install a newer bubblewrap");
        }
        Optional<Path> copied = Optional.empty();
        List<Path> closed = new ArrayList<>();
        for (Place place : view.places()) {
            if (place.kind() == Kind.HOME && homes.canBeCopiedOnWrite(place.source())) {
                copied = Optional.of(place.source());
                all.addAll(
                        List.of("--bind", homes.copy().toString(), place.path().toString()));
                continue;
            }
            all.addAll(mounted(place, view, limits, closed));
        }
        closed.forEach(path -> all.addAll(List.of("--remount-ro", path.toString())));
        all.addAll(List.of("--chdir", cwd.toString(), "--"));
        all.addAll(door.inside(view.closed(), limits, argv));
        List<String> entering = copied.isPresent() ? homes.around(all, copied.get(), limits.temporary()) : all;
        return door.outside(stay.joining(entering), limits, refusal, stay.lasting());
    }

    @Override
    public Optional<List<String>> holding() {
        return Optional.of(List.of(
                program.toString(),
                "--unshare-user",
                "--uid",
                Long.toString(myself.user()),
                "--gid",
                Long.toString(myself.group()),
                "--unshare-net",
                "--die-with-parent",
                "--ro-bind",
                "/",
                "/",
                "--",
                "/bin/sh",
                "-c",
                "echo $$; exec sleep 2147483647"));
    }

    /** @param closed what is to be made read-only when everything below it is there */
    private List<String> mounted(Place place, View view, Limits limits, List<Path> closed) throws IOException {
        String path = place.path().toString();
        String source = place.source().toString();
        return switch (place.kind()) {
            case READ_ONLY, HOME -> List.of("--ro-bind", source, path);
            case WRITABLE -> List.of("--bind", source, path);
            case BLANK -> List.of("--ro-bind", supplies.blank().toString(), path);
            case TEMPORARY -> memory(path, SMALL);
            case EMPTY -> {
                if (view.hasBelow(place.path())) {
                    closed.add(place.path());
                    yield memory(path, SMALL);
                }
                yield List.of("--ro-bind", supplies.empty().toString(), path);
            }
            case DEVICES -> {
                List<String> all = new ArrayList<>(List.of("--dev", path));
                if (options.contains("--perms")) {
                    all.addAll(List.of("--perms", "1777")); // some look whether anybody may write there
                }
                all.addAll(memory(path + "/shm", limits.temporary()));
                closed.add(place.path());
                yield all;
            }
            case PROCESSES -> {
                closed.add(place.path());
                yield List.of("--proc", path);
            }
        };
    }

    private List<String> memory(String path, long bytes) {
        boolean bounded = options.contains("--size") && bytes < Long.MAX_VALUE / 2;
        return bounded ? List.of("--size", Long.toString(bytes), "--tmpfs", path) : List.of("--tmpfs", path);
    }
}
