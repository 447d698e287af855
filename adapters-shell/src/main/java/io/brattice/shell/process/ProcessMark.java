package io.brattice.shell.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which process of this machine is meant, for whoever comes by later, in another process too: no other one of the same number is taken for it,
 * nor one after the machine was started anew, nor one of another container. On Linux only.
 *
 * @param text four fields with a dash between them: boot, name space, number, time of its start
 */
public record ProcessMark(String text) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SPACE = Path.of("/proc/self/ns/pid");
    private static final Duration TO_DIE = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final int FIELDS = 4;

    public ProcessMark {
        Objects.requireNonNull(text, "text");
    }

    /** Of the process that this is. */
    public static Optional<ProcessMark> ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** Empty where there is no such process, or nothing tells. */
    static Optional<ProcessMark> of(long pid) {
        return here().flatMap(
                        here -> ProcTable.row(pid).map(row -> new ProcessMark(here + "-" + pid + "-" + row.started())));
    }

    private static Optional<String> here() {
        try {
            String boot = Files.readString(BOOT).strip().replace("-", "");
            String space = Files.readSymbolicLink(SPACE).toString().replaceAll("[^0-9]", "");
            return Optional.of(boot + "-" + space);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private List<String> fields() {
        return List.of(text.split("-", -1));
    }

    /** The process, where it is alive and can be seen from here. */
    public Optional<ProcessHandle> living() {
        List<String> fields = fields();
        if (fields.size() != FIELDS || !here().equals(Optional.of(fields.get(0) + "-" + fields.get(1)))) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(fields.get(2));
            return of(pid).equals(Optional.of(this)) ? ProcessHandle.of(pid) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True when it has certainly ended. One of another container cannot be seen. */
    public boolean isGone() {
        List<String> fields = fields();
        Optional<String> here = here();
        if (fields.size() != FIELDS || here.isEmpty()) {
            return false;
        }
        boolean sameBoot = here.get().startsWith(fields.get(0) + "-");
        boolean sameSpace = here.get().equals(fields.get(0) + "-" + fields.get(1));
        return !sameBoot || sameSpace && living().isEmpty();
    }

    /**
     * Asks it and all that it started to end, and after the grace makes it. Does nothing where it is not there.
     *
     * @throws IOException when it lives on
     */
    public void end(Duration grace) throws IOException {
        Optional<ProcessHandle> handle = living();
        if (handle.isEmpty()) {
            return;
        }
        List<ProcessHandle> started = handle.get().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        handle.get().destroy();
        if (!hasEndedWithin(grace, started)) {
            started = handle.get().descendants().toList();
            handle.get().destroyForcibly();
            if (!hasEndedWithin(TO_DIE, started)) {
                throw new IOException("process " + handle.get().pid() + " does not end; end it by hand");
            }
        }
    }

    /** A dead one need not be buried yet. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && ProcTable.row(process.pid()).isPresent();
    }

    private boolean hasEndedWithin(Duration time, List<ProcessHandle> started) {
        long until = System.nanoTime() + time.toNanos();
        while (living().isPresent() || started.stream().anyMatch(ProcessMark::runs)) {
            if (System.nanoTime() > until) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false; // it is made to end at once
            }
        }
        return true;
    }
}
