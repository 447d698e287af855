package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What this host can contain, proved by a self-test, and the way into a cell.
 *
 * <p>Guarantees, where it {@link #holds}: a command that has entered a cell changes nothing outside of what its {@link Cell} opens, sees
 * nothing of what is hidden, reaches no network, no process and no daemon outside, cannot get any right that it was not given, and
 * leaves nothing running. A command that could not enter has not run, and {@link Entrance#wasRefused} tells.
 *
 * <p>Does not: keep it from reading what is not hidden, from writing into what is opened, or from flaws of the kernel. What somebody
 * else put into an opened folder leads out where it is a hard link.
 */
public final class Containment {

    private static final class OfThisHost {
        static final Containment FOUND = SelfTest.ofThisHost();
    }

    private final Optional<Enclosure> enclosure;
    private final List<Guarantee> guarantees;
    private final Optional<String> lacking;
    /** True once a cell that shares a network was seen to hold what every cell holds. */
    private final AtomicBoolean joins = new AtomicBoolean();

    private Containment(Optional<Enclosure> enclosure, List<Guarantee> guarantees, Optional<String> lacking) {
        this.enclosure = enclosure;
        this.guarantees = List.copyOf(guarantees);
        this.lacking = lacking;
    }

    /** What this host can do, found out once per JVM; never throws. */
    public static Containment ofThisHost() {
        return OfThisHost.FOUND;
    }

    /** A host that contains nothing, for tests and for operators who switch it off. */
    public static Containment none(String why) {
        return new Containment(Optional.empty(), Trial.failed(why), Optional.of(why));
    }

    /** What was found out about a means; it may be nothing good. */
    static Containment proved(Enclosure enclosure, List<Guarantee> guarantees) {
        Optional<String> lacking = guarantees.stream()
                .filter(guarantee -> guarantee.essential() && !guarantee.holds())
                .map(guarantee -> "`" + guarantee.name() + "` does not hold on this host"
                        + (guarantee.found().isEmpty() ? "" : ": " + guarantee.found()))
                .findFirst();
        return new Containment(lacking.isEmpty() ? Optional.of(enclosure) : Optional.empty(), guarantees, lacking);
    }

    /** True when everything holds on which a class may rest. */
    public boolean holds() {
        return lacking.isEmpty();
    }

    /** Why not, in one line that says what to do; empty when it holds. */
    public Optional<String> lacking() {
        return lacking;
    }

    /** All guarantees, with how each was tested and whether it was found to hold. */
    public List<Guarantee> guarantees() {
        return guarantees;
    }

    /** What makes the cells, for people: {@code bwrap}; empty when nothing is contained. */
    public Optional<String> means() {
        return enclosure.map(each -> each.means().name());
    }

    /** The command that enters a cell and becomes {@code argv} there; see {@link #entrance}. */
    public List<String> entering(Cell cell, List<String> argv, Path cwd) throws IOException {
        return entrance(cell, argv, cwd).command();
    }

    /**
     * A way into a cell, for one command.
     *
     * @param argv absolute program first
     * @param cwd where it starts, as a path of the host that the cell shows
     * @throws IOException when the cell cannot be made; nothing has run then
     * @throws IllegalStateException when nothing is contained here
     */
    public Entrance entrance(Cell cell, List<String> argv, Path cwd) throws IOException {
        return entrance(cell, argv, cwd, Stay.ALONE);
    }

    /** The same, for a command that shares the network of others: it reaches what listens there, and nothing else. */
    public Entrance joining(Loopback network, Cell cell, List<String> argv, Path cwd) throws IOException {
        return entrance(cell, argv, cwd, new Stay(Optional.of(network), false));
    }

    /**
     * The same, for a command that stays while others come and go. It is killed when the thread ends that starts it, and with the JVM. It has
     * no sockets but those of networks, as somebody with more rights could hand it open files by others.
     *
     * @throws IOException also when nothing can stay in a cell on this host
     * @throws IllegalArgumentException for a cell in which more is writable than its scratch folder
     */
    public Entrance lasting(Loopback network, Cell cell, List<String> argv, Path cwd) throws IOException {
        if (cell.writable() || !cell.open().isEmpty()) {
            throw new IllegalArgumentException("what stays may change nothing; make its cell read-only");
        }
        return entrance(cell, argv, cwd, new Stay(Optional.of(network), true));
    }

    /**
     * The command that makes a network for several cells and holds it until it is killed, or the thread ends that starts it. It writes the
     * number of its process as a line, of which a {@link Loopback} is made.
     *
     * @throws IOException when there can be none on this host
     */
    public List<String> holding() throws IOException {
        return Stay.tied(enclosure()
                .means()
                .holding()
                .orElseThrow(() -> new IOException("without `bwrap` nothing can stay in a cell; install bubblewrap")));
    }

    /** Why a cell in such a network does not hold what every cell holds, found out by trying until one does; empty then. */
    public Optional<String> lackingIn(Loopback network) throws IOException, InterruptedException {
        Optional<String> lack = joins.get() ? Optional.empty() : SelfTest.lackingIn(network, enclosure());
        joins.compareAndSet(false, lack.isEmpty());
        return lack;
    }

    private Entrance entrance(Cell cell, List<String> argv, Path cwd, Stay stay) throws IOException {
        Objects.requireNonNull(cell, "cell");
        return enclosure().entrance(cell, argv, cwd, stay);
    }

    private Enclosure enclosure() {
        return enclosure.orElseThrow(
                () -> new IllegalStateException("nothing is contained here: " + lacking.orElse("")));
    }
}
