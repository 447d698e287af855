package io.brattice.shell.process;

import io.brattice.shell.process.ShellResult.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command that has been started. One thread awaits it; any may cancel it. */
public final class Running {

    /** How long a command that is told to end may take before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** How long what is left in the background may hold an output open. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private static final long FIRST_LOOK_MILLIS = 20;
    private static final long LAST_LOOK_MILLIS = 1000;
    private static final int CANCELLED = 130;

    private final List<Process> processes;
    private final ProcessTree tree;
    private final long until;
    private final Audience audience;
    private final Capture out;
    private final Capture err;
    private final List<Drain> drains = new ArrayList<>();
    private Ending ending = Ending.ITSELF;

    Running(List<Process> processes, Launch launch, boolean sessions, Execution limits, OutputListener listener) {
        this.processes = List.copyOf(processes);
        this.tree = new ProcessTree(processes, sessions);
        this.until = System.nanoTime() + Math.min(limits.time().toNanos(), Long.MAX_VALUE / 4);
        this.audience = new Audience(listener);
        this.out = new Capture(limits.mostOutput());
        this.err = new Capture(limits.mostOutput());
        drains.add(Drain.of(last().getInputStream(), false, out, audience));
        processes.forEach(process -> drains.add(Drain.of(process.getErrorStream(), true, err, audience)));
        launch.input().text().ifPresent(text -> feed(processes.get(0).getOutputStream(), text));
    }

    /** Which process its last program is, for whoever comes by later; empty where nothing tells. */
    public Optional<ProcessMark> mark() {
        return ProcessMark.of(last().pid());
    }

    /** Ends it and all it started, and returns when that is done. Does nothing to one that has ended. */
    public void cancel() {
        if (processes.stream().noneMatch(Process::isAlive)) {
            return;
        }
        claim(Ending.CANCELLED);
        try {
            tree.end(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // all were killed nevertheless
        }
    }

    /**
     * Waits for its end, or ends it when its time is up. What it left running is ended too.
     *
     * @throws InterruptedException when this thread is interrupted; all of it was ended then
     */
    public ShellResult await() throws InterruptedException {
        try {
            if (!awaitAll() && claim(Ending.TIME_IS_UP)) {
                tree.end(GRACE);
            }
            long moment = System.nanoTime() + MOMENT.toNanos();
            boolean read = true;
            for (Drain drain : drains) {
                read &= drain.endsWithin(Duration.ofNanos(Math.max(0, moment - System.nanoTime())));
            }
            int left = tree.living().size();
            if (left > 0) {
                tree.end(GRACE);
            }
            for (Drain drain : drains) {
                if (!read) {
                    drain.endsWithin(MOMENT);
                }
            }
            return result(left);
        } catch (InterruptedException e) {
            tree.end(GRACE);
            throw e;
        } finally {
            audience.leave();
        }
    }

    private ShellResult result(int left) {
        Ending how = ending();
        int exit = switch (how) {
            case ITSELF -> last().exitValue();
            case TIME_IS_UP -> Execution.TIME_IS_UP;
            case CANCELLED -> CANCELLED;
        };
        return new ShellResult(
                exit, out.text(), err.text(), out.truncated() || err.truncated(), how, how == Ending.ITSELF ? left : 0);
    }

    /** Looks now and then who has been started: who leaves the group later is still known. False when the time is up. */
    private boolean awaitAll() throws InterruptedException {
        long look = FIRST_LOOK_MILLIS;
        for (Process process : processes) {
            while (true) {
                long rest = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (process.waitFor(Math.max(0, Math.min(look, rest)), TimeUnit.MILLISECONDS)) {
                    break;
                }
                if (rest <= 0) {
                    return false;
                }
                tree.living();
                look = Math.min(LAST_LOOK_MILLIS, 2 * look);
            }
        }
        return true;
    }

    /** Only the first that ends it says why. */
    private synchronized boolean claim(Ending why) {
        boolean first = ending == Ending.ITSELF;
        ending = first ? why : ending;
        return first;
    }

    private synchronized Ending ending() {
        return ending;
    }

    private Process last() {
        return processes.get(processes.size() - 1);
    }

    private static void feed(OutputStream input, String text) {
        Thread feeder = new Thread(
                () -> {
                    try (input) {
                        input.write(text.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        // It did not want to read all of it.
                    }
                },
                "brattice-feed");
        feeder.setDaemon(true);
        feeder.start();
    }
}
