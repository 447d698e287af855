package io.brattice.shell.children;

import io.brattice.Tool;
import io.brattice.action.Caller;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Entrance;
import io.brattice.shell.containment.Loopback;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.Running;
import io.brattice.shell.process.ShellResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that sessions keep running in the background, and the tools by which a session sees and stops its own: {@code bash.children} and
 * {@code bash.stop}.
 *
 * <p>Guarantees: what a session started is its own, and no other session sees it or stops it; it ends with the JVM, however that ends, at the
 * end of its time, and when the call that started it is taken back; all that it started ends with it; at most eight run at a time. It can
 * change nothing, see {@link Containment#lasting}.
 *
 * <p>Does not: outlive the process that started it, nor is it seen by another one.
 */
public final class Children {

    private static final Duration TO_SETTLE = Duration.ofMillis(300);
    private static final int MOST_SESSIONS = 256;

    /** The way into a cell in this network. */
    @FunctionalInterface
    public interface Entering {
        /** As {@link Containment#lasting}. */
        Entrance into(Loopback network) throws IOException;
    }

    /** What became of a start: a child, or how it ended at once. Exactly one of the two. */
    public record Started(Optional<Child> child, Optional<ShellResult> ended) {}

    private final Containment containment;
    private final Execution execution;
    private final InstantSource clock;
    private final Starter starter = new Starter();
    private final Map<String, SessionChildren> sessions = new LinkedHashMap<>();

    /** @param execution with the longest time that one may run */
    public Children(Containment containment, Execution execution, InstantSource clock) {
        this.containment = containment;
        this.execution = execution;
        this.clock = clock;
    }

    /** The tools, the one that only looks first. */
    public List<Tool> all() {
        return List.of(new ListChildren(this), new StopChild(this));
    }

    /**
     * Starts one, and waits a moment for it to fail.
     *
     * @param cwd as a path of the host
     * @param scratch closed when it has ended, or was not started
     * @param step told which process it is
     * @throws IOException when it was not started
     */
    public Started start(
            Caller caller, String command, Entering entering, Path cwd, Closeable scratch, ChildStarted step)
            throws IOException, InterruptedException {
        boolean runs = false;
        try {
            SessionChildren session = session(caller);
            String id = session.next();
            Optional<RunningChild> child = Optional.empty();
            try {
                Network network = session.network(this::network);
                Entrance entrance = entering.into(network.loopback());
                Tail tail = new Tail();
                Running running = starter.start(execution, Launch.of(entrance.command(), cwd), tail);
                running.mark().ifPresent(step::started);
                RunningChild started = new RunningChild(id, command, clock.instant(), running, tail);
                started.await(scratch, session::leaveIfAlone);
                runs = true;
                Optional<ShellResult> ended = started.endWithin(TO_SETTLE);
                if (ended.isPresent() && entrance.wasRefused()) {
                    throw new IOException(
                            "nothing was run: " + ended.get().stderr().strip());
                }
                child = ended.isPresent() ? Optional.empty() : Optional.of(started);
                return new Started(child.map(RunningChild::seen), ended);
            } finally {
                session.settled(child);
            }
        } finally {
            if (!runs) {
                scratch.close();
            }
        }
    }

    /** A network, once it was seen that a cell in it holds what every cell does. */
    private Network network() throws IOException, InterruptedException {
        Network network = Network.held(containment.holding(), execution, starter);
        Optional<String> lacking = containment.lackingIn(network.loopback());
        if (lacking.isPresent()) {
            network.leave();
            throw new IOException("nothing can stay in a cell on this host: " + lacking.get());
        }
        return network;
    }

    /** How long one may run. */
    public Duration longest() {
        return execution.time();
    }

    /** The network of a session, while a child of it is alive. */
    public Optional<Loopback> network(Caller caller) {
        return session(caller).network().map(Network::loopback);
    }

    /** What a session started, the oldest first; those that ended long ago are forgotten. */
    public List<Child> of(Caller caller) {
        return session(caller).seen();
    }

    Optional<RunningChild> named(Caller caller, String id) {
        return session(caller).named(id);
    }

    private SessionChildren session(Caller caller) {
        String key = caller.tenant() + "\0" + caller.name() + "\0" + caller.session();
        synchronized (sessions) {
            if (sessions.size() > MOST_SESSIONS) {
                sessions.values().removeIf(SessionChildren::isIdle);
            }
            return sessions.computeIfAbsent(key, each -> new SessionChildren());
        }
    }
}
