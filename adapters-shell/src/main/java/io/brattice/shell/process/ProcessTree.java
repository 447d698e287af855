package io.brattice.shell.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that some processes have started.
 *
 * <p>Where they lead sessions of their own, all of the session is found; so is a descendant that left it while its parents
 * lived at one of the looks. Does not find what left the session and lost its parents between two looks.
 */
final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration TO_DIE = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Process> roots;
    private final boolean sessions;
    private final boolean table;
    /** Descendants met so far that lead sessions: what they start belongs to us too. By number, with the time of their start. */
    private final Map<Long, Long> leaders = new LinkedHashMap<>();

    private final Set<ProcessHandle> met = new LinkedHashSet<>();

    ProcessTree(List<Process> roots, boolean sessions) {
        this(roots, sessions, ProcTable.isThere());
    }

    /** Without a table of all processes, as on macOS, only parents tell whose a process is. */
    ProcessTree(List<Process> roots, boolean sessions, boolean table) {
        this.table = table;
        this.roots = List.copyOf(roots);
        this.sessions = sessions;
    }

    /** Looks who is there now, and remembers them. */
    synchronized Set<ProcessHandle> living() {
        Set<ProcessHandle> found = table ? byTable() : byHandles();
        met.removeIf(handle -> !handle.isAlive());
        found.stream().limit(Math.max(0, MOST_REMEMBERED - met.size())).forEach(met::add);
        return found;
    }

    private Set<ProcessHandle> byHandles() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        met.stream().filter(ProcessHandle::isAlive).forEach(found::add);
        for (Process root : roots) {
            if (root.isAlive()) {
                found.add(root.toHandle());
            }
        }
        for (ProcessHandle handle : List.copyOf(found)) {
            handle.descendants().filter(ProcessHandle::isAlive).forEach(found::add);
        }
        return found;
    }

    private Set<ProcessHandle> byTable() {
        List<ProcTable.Row> rows = ProcTable.rows();
        Set<Long> members = new HashSet<>();
        roots.forEach(root -> members.add(root.pid()));
        met.forEach(handle -> members.add(handle.pid()));
        Map<Long, Long> now = new LinkedHashMap<>();
        rows.forEach(row -> now.put(row.pid(), row.started()));
        // The number of a session stays taken while it has members; a leader that is gone is told by its members'
        // session.
        Set<Long> ours = new HashSet<>(leaders.keySet());
        if (sessions) {
            roots.forEach(root -> ours.add(root.pid()));
        }
        leaders.forEach((pid, started) -> {
            if (now.containsKey(pid) && !started.equals(now.get(pid))) {
                ours.remove(pid); // another process by now
            }
        });
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ProcTable.Row row : rows) {
                boolean mine = ours.contains(row.session()) || members.contains(row.parent());
                if (mine) {
                    grown |= members.add(row.pid());
                }
                if (members.contains(row.pid()) && row.session() == row.pid() && ours.add(row.pid())) {
                    leaders.put(row.pid(), row.started());
                    grown = true;
                }
            }
        }
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (ProcTable.Row row : rows) {
            if (members.contains(row.pid())) {
                ProcessHandle.of(row.pid()).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * Asks all to end, and after the grace makes them. Returns when none is left, or when those that are left do not even die.
     *
     * @throws InterruptedException after all were killed without any more grace
     */
    void end(Duration grace) throws InterruptedException {
        boolean interrupted = false;
        if (!grace.isZero()) {
            living().forEach(ProcessHandle::destroy);
            interrupted = !awaitEnd(grace);
        }
        long until = System.nanoTime() + TO_DIE.toNanos();
        Set<ProcessHandle> left = living();
        if (!left.isEmpty()) {
            killGroups();
        }
        while (!left.isEmpty() && System.nanoTime() < until) {
            left.forEach(ProcessHandle::destroyForcibly);
            interrupted |= !pause();
            left = living();
        }
        if (interrupted) {
            throw new InterruptedException("interrupted while a command was being ended");
        }
    }

    /** False when it was interrupted. */
    private boolean awaitEnd(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < until && !living().isEmpty()) {
            if (!pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Whole groups at once: between a look and a kill another process may be started. */
    private void killGroups() {
        if (!sessions) {
            return;
        }
        StringBuilder script = new StringBuilder();
        roots.forEach(
                root -> script.append("kill -s KILL -- -").append(root.pid()).append(" 2>/dev/null; "));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script.toString())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            Process killer = builder.start();
            killer.onExit()
                    .completeOnTimeout(killer, TO_DIE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (IOException e) {
            LOG.debug("there is no shell to kill a group with; its processes are killed one by one", e);
        }
    }
}
