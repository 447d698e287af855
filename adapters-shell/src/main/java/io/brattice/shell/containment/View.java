package io.brattice.shell.containment;

import io.brattice.shell.containment.HiddenPaths.Found;
import io.brattice.shell.containment.HiddenPaths.How;
import io.brattice.shell.containment.Place.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one cell shows, decided by looking: a place for each path that is not shown as its folder is. Places above come before those below
 * them, so whoever mounts them in order needs no other rule.
 */
final class View {

    private static final Path ROOT = Path.of("/");
    private static final Path TEMPORARY = Path.of("/tmp");
    /** What programs ask about their processors and memory. */
    private static final List<Path> OF_THE_SYSTEM =
            List.of(Path.of("/sys/devices/system"), Path.of("/sys/fs/cgroup"), Path.of("/sys/kernel/mm"));
    /** What whole systems are made of on NixOS and Guix. */
    private static final List<Path> OF_RUN = List.of(Path.of("/run/current-system"), Path.of("/run/opengl-driver"));

    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
    /** A folder of homes in which tools for all are kept. */
    private static final String TOOLS_OF_ALL = "linuxbrew";

    private static final Integer ROOT_USER = 0;
    private static final int MOST_OF_SETTINGS = 1 << 20;

    private static final NamedSecrets NAMED = new NamedSecrets();

    private final Supplies supplies;
    private final TreeMap<Path, Place> places = new TreeMap<>();
    private final Closed closed = new Closed(places);

    private View(Supplies supplies) {
        this.supplies = supplies;
    }

    static View of(Cell cell, Supplies supplies) throws IOException {
        View view = new View(supplies);
        Path workspace = real(cell.workspace(), "the workspace");
        Path scratch = real(cell.scratch(), "the scratch folder");
        view.system();
        view.home(cell.home(), workspace);
        view.put(new Place(Kind.WRITABLE, TEMPORARY, scratch));
        Path lasting = Path.of("/var/tmp");
        if (Files.isDirectory(lasting, LinkOption.NOFOLLOW_LINKS)) {
            view.put(new Place(Kind.WRITABLE, lasting, scratch));
        }
        for (Path open : cell.open()) {
            Path real = real(open, "a folder");
            if (cell.writable() && real.startsWith(workspace)) {
                continue; // a part of it already, and a mount of its own could not be moved
            }
            view.put(new Place(Kind.WRITABLE, real, real));
        }
        // Last, as it is more often inside of what is open than around it, and what is read-only must stay so.
        view.put(new Place(cell.writable() ? Kind.WRITABLE : Kind.READ_ONLY, workspace, workspace));
        for (Path closed : cell.closed()) {
            view.closed.add(closed);
        }
        cell.socket().ifPresent(view::socket);
        view.java();
        for (Path hidden : cell.hidden()) {
            if (Files.exists(hidden)) {
                Path real = hidden.toRealPath();
                if (real.equals(workspace) || real.equals(scratch)) {
                    throw new IOException("`" + real + "` is to be hidden, and a cell needs it; name another");
                }
                view.hide(real);
            }
        }
        view.hide(supplies.folder());
        view.secrets(cell.home(), workspace);
        view.named(cell.home(), workspace);
        view.sockets(cell);
        return view;
    }

    /** All places, those above before those below. */
    Collection<Place> places() {
        return List.copyOf(places.values());
    }

    /** What is closed in folders that are open, each with the folder: see {@link Closed#mounts}. */
    Map<Path, Path> closed() {
        return closed.mounts();
    }

    /** True when something is shown below this path that is not simply a part of it. */
    boolean hasBelow(Path path) {
        Path next = places.higherKey(path);
        while (next != null && !next.startsWith(path) && next.toString().startsWith(path.toString())) {
            next = places.higherKey(next); // `/a-b` is sorted between `/a` and `/a/b`
        }
        return next != null && next.startsWith(path);
    }

    private void system() throws IOException {
        put(new Place(Kind.READ_ONLY, ROOT, ROOT));
        put(new Place(Kind.DEVICES, Path.of("/dev"), Path.of("/dev")));
        put(new Place(Kind.PROCESSES, Path.of("/proc"), Path.of("/proc")));
        put(Place.hidden(Path.of("/sys"), true));
        readOnly(OF_THE_SYSTEM);
        put(new Place(Kind.TEMPORARY, Path.of("/run"), Path.of("/run")));
        readOnly(OF_RUN);
        Path old = Path.of("/var/run");
        if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
            put(Place.hidden(old, true));
        }
    }

    private void readOnly(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (Files.exists(path)) {
                put(new Place(Kind.READ_ONLY, path, path.toRealPath()));
            }
        }
    }

    /** The homes of others are not shown. A home in the workspace is a part of the workspace. */
    private void home(Path given, Path workspace) throws IOException {
        Path own = Files.isDirectory(given)
                ? given.toRealPath()
                : given.toAbsolutePath().normalize();
        List<Path> homes = new ArrayList<>(List.of(Path.of("/root")));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/home"))) {
            all.forEach(homes::add);
        } catch (IOException absent) {
            // There are none.
        }
        for (Path home : homes) {
            boolean shown = own.startsWith(home) || home.startsWith(own) || home.endsWith(TOOLS_OF_ALL);
            if (!shown && Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
                put(Place.hidden(home, true));
            }
        }
        if (Files.isDirectory(own) && !own.startsWith(workspace) && !own.equals(ROOT)) {
            put(new Place(Kind.HOME, own, own));
        }
    }

    /** The files of its folder one by one: another command's socket that comes there later is not seen. */
    private void socket(Path given) {
        try {
            Path socket = given.toRealPath();
            Path folder = socket.getParent();
            if (folder == null) {
                throw new IOException("a socket cannot be the root");
            }
            put(Place.hidden(folder, true));
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path one : all) {
                    boolean plain = Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)
                            || Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS);
                    if (plain || one.equals(socket)) {
                        put(new Place(Kind.READ_ONLY, one, one));
                    }
                }
            }
        } catch (IOException e) {
            // A network that is gone: what needs it fails by itself, and nothing is opened for it.
        }
    }

    /** The JVM that this runs on, which a granted network needs inside. */
    private void java() throws IOException {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        if (!isShown(java) && !java.startsWith(TEMPORARY)) {
            put(new Place(Kind.READ_ONLY, java, java));
        }
    }

    private void secrets(Path home, Path workspace) throws IOException {
        for (Found found : HiddenPaths.TABLE.below(home)) {
            if (found.path().startsWith(workspace) || places.containsKey(found.path())) {
                continue;
            }
            if (found.how() == How.HIDE) {
                if (mayBeSeen(found.path())) {
                    hide(found.path());
                }
            } else if (isShown(found.path()) && Files.isReadable(found.path())) {
                redact(found.path());
            }
        }
    }

    /** False for what is root's, and this user, who is not root, can neither read nor enter: a cell has no rights besides. */
    private static boolean mayBeSeen(Path path) throws IOException {
        return Files.isReadable(path)
                || Files.isExecutable(path)
                || !Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(ROOT_USER)
                || Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT_USER);
    }

    /** Only in the home folder, and not in the workspace: what lies there is what the command works with. */
    private void named(Path home, Path workspace) throws IOException {
        if (Files.isDirectory(home)) {
            for (Path secret : NAMED.below(home.toRealPath(), workspace)) {
                if (!secret.startsWith(workspace) && isShown(secret)) {
                    hide(secret);
                }
            }
        }
    }

    private void redact(Path settings) throws IOException {
        if (!Files.isRegularFile(settings) || Files.size(settings) > MOST_OF_SETTINGS) {
            hide(settings);
            return;
        }
        // Latin-1 decodes every byte; what is looked for is ASCII.
        String text = new String(Files.readAllBytes(settings), StandardCharsets.ISO_8859_1);
        Optional<String> shown = Redaction.of(settings.toString(), text);
        if (shown.isPresent()) {
            put(new Place(Kind.READ_ONLY, settings, supplies.text(shown.get())));
        }
    }

    /** The doors of daemons: a read-only file system does not keep anybody from knocking. */
    private void sockets(Cell cell) {
        for (Path socket : Sockets.ofThisHost()) {
            if (!cell.socket().equals(Optional.of(socket))) {
                hide(socket);
            }
        }
    }

    /** What is not shown need not be hidden. */
    private void hide(Path path) {
        if (isShown(path)) {
            put(Place.hidden(path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)));
        }
        for (Place place : List.copyOf(places.values())) {
            if (place.kind() == Kind.WRITABLE
                    && !place.source().equals(place.path())
                    && path.startsWith(place.source())) {
                Path elsewhere = place.path().resolve(place.source().relativize(path));
                put(Place.hidden(elsewhere, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)));
            }
        }
    }

    private boolean isShown(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            Place place = places.get(at);
            if (place != null) {
                return place.shows(path);
            }
        }
        return true;
    }

    private void put(Place place) {
        places.put(place.path(), place);
    }

    private static Path real(Path path, String what) throws IOException {
        Path real = path.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new IOException("`" + path + "` is to be " + what + " of a cell and is no folder; name one");
        }
        if (real.equals(ROOT) || KERNEL.stream().anyMatch(real::startsWith)) {
            throw new IOException("`" + path + "` cannot be " + what + " of a cell; name a folder of files");
        }
        return real;
    }

    /** For tests and messages. */
    @Override
    public String toString() {
        return Map.copyOf(places).toString();
    }
}
