package io.brattice.shell.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The children of one session, those that have ended too, and the network that they share while one is alive. */
final class SessionChildren {

    /** How many may run at a time. */
    static final int MOST = 8;

    private static final int MOST_ENDED = 32;

    /** How a network comes about. */
    interface Making {
        Network make() throws IOException, InterruptedException;
    }

    private final List<RunningChild> children = new ArrayList<>();
    private int number;
    private int starting;
    private @Nullable Network network;

    /** A place for one more, by its name. */
    synchronized String next() throws IOException {
        if (running() + starting >= MOST) {
            throw new IOException("this session has " + MOST + " commands running in the background;"
                    + " stop one of them with `bash.stop`, `bash.children` lists them");
        }
        starting++;
        number++;
        return "child-" + number;
    }

    /** The place is taken, or was not needed. */
    synchronized void settled(Optional<RunningChild> child) {
        starting--;
        child.ifPresent(children::add);
        while (children.size() > MOST + MOST_ENDED && !children.get(0).isRunning()) {
            children.remove(0);
        }
        leaveIfAlone();
    }

    /** The network, for a child that is about to be started. */
    synchronized Network network(Making making) throws IOException, InterruptedException {
        if (network == null) {
            network = making.make();
        }
        return network;
    }

    /** The network, while there is somebody in it. */
    synchronized Optional<Network> network() {
        return running() > 0 ? Optional.ofNullable(network) : Optional.empty();
    }

    /** With the last child the network goes. Those who are in it then keep it until they end. */
    synchronized void leaveIfAlone() {
        if (isIdle() && network != null) {
            network.leave();
            network = null;
        }
    }

    synchronized boolean isIdle() {
        return running() + starting == 0;
    }

    private long running() {
        return children.stream().filter(RunningChild::isRunning).count();
    }

    synchronized Optional<RunningChild> named(String id) {
        return children.stream().filter(child -> child.id().equals(id)).findFirst();
    }

    synchronized List<Child> seen() {
        return children.stream().map(RunningChild::seen).toList();
    }
}
