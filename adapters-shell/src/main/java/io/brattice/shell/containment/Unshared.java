package io.brattice.shell.containment;

import io.brattice.shell.containment.Place.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cells by `unshare`, a script of mounts, and `setpriv`. */
final class Unshared implements Means {

    private static final String SCRIPT = Scripts.of("unshared.sh");

    private final Supplies supplies;
    private final Door door;
    private final Homes homes;
    private final Myself myself;

    Unshared(Supplies supplies, Door door, Homes homes, Myself myself) {
        this.supplies = supplies;
        this.door = door;
        this.homes = homes;
        this.myself = myself;
    }

    @Override
    public String name() {
        return "unshare";
    }

    @Override
    public List<String> entering(View view, Limits limits, List<String> argv, Path cwd, Path refusal, Stay stay)
            throws IOException {
        if (stay.lasting() || stay.shares()) {
            throw new IOException("without `bwrap` nothing can stay in a cell; install bubblewrap");
        }
        List<String> all = new ArrayList<>(List.of(
                "/usr/bin/setpriv",
                "--pdeathsig=KILL",
                "/usr/bin/unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "--pid",
                "--ipc",
                "--uts",
                "--net",
                "--cgroup",
                "--fork",
                "--kill-child",
                "--",
                "/bin/sh",
                "-c",
                SCRIPT,
                "sh",
                supplies.stage().toString(),
                Long.toString(limits.temporary()),
                Long.toString(myself.user()),
                Long.toString(myself.group()),
                cwd.toString()));
        List<String> closed = new ArrayList<>();
        for (Place place : view.places()) {
            String kind = kind(place, view);
            all.addAll(List.of(kind, place.path().toString(), place.source().toString()));
            if (kind.equals("FOLDER")) {
                closed.addAll(List.of("CLOSED", place.path().toString(), ""));
            }
        }
        all.addAll(closed);
        all.add("--");
        all.addAll(door.filtered(view.closed(), limits, argv));
        return door.outside(all, limits, refusal, false);
    }

    @Override
    public Optional<List<String>> holding() {
        return Optional.empty();
    }

    private String kind(Place place, View view) throws IOException {
        if (place.kind() == Kind.HOME && !homes.canBeCopiedOnWrite(place.source())) {
            return Kind.READ_ONLY.name();
        }
        return place.kind() == Kind.EMPTY && view.hasBelow(place.path())
                ? "FOLDER"
                : place.kind().name();
    }
}
