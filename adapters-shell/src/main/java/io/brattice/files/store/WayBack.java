package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One kept content on its way back, by somebody who holds the store.
 *
 * @param place where it is kept
 * @param target where it goes, absolute
 * @param fresh where nothing is, in the store: what is left there by a crash is swept
 * @param damaged the folder for what is no longer what it was
 */
record WayBack(Disk disk, String hash, Path place, Path target, Path fresh, Path damaged) {

    private static final AtomicLong NUMBER = new AtomicLong();

    /** Written and checked under another name: in the store where a link leads from there to the target, else beside the target. */
    void go() throws IOException {
        if (Blobs.isThere(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (!Blobs.isThere(place)) {
            throw new IOException("what was kept as `" + hash + "` is no longer in the store; nothing is put back");
        }
        if (!linked(fresh)) {
            Path beside = Store.parent(target).resolve(".brattice-" + unique());
            if (!linked(beside)) {
                renamed(beside);
            }
        }
    }

    /** A link never replaces anything. False where there can be none; then nothing is left. */
    private boolean linked(Path written) throws IOException {
        if (!device(Store.parent(written)).equals(device(Store.parent(target)))) {
            return false;
        }
        write(written);
        try {
            disk.link(target, written);
        } catch (FileAlreadyExistsException e) {
            throw discarding(written, e, disk);
        } catch (IOException | UnsupportedOperationException noLinks) {
            disk.delete(written);
            return false;
        }
        disk.delete(written);
        return true;
    }

    private static Object device(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:dev");
    }

    /** An empty file takes the name first, and only that is replaced. */
    private void renamed(Path beside) throws IOException {
        write(beside);
        try {
            disk.create(target).close();
        } catch (IOException e) {
            throw discarding(beside, e, disk);
        }
        try {
            disk.rename(beside, target);
        } catch (IOException e) {
            throw discarding(beside, discarding(target, e, disk), disk);
        }
    }

    private void write(Path written) throws IOException {
        try {
            if (!Transfer.copy(place, written, disk).hash().equals(hash)) {
                throw damage();
            }
        } catch (IOException e) {
            throw discarding(written, e, disk);
        }
    }

    private static String unique() {
        return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-"
                + NUMBER.incrementAndGet();
    }

    private IOException damage() throws IOException {
        Path away = damaged.resolve(hash + "-" + unique());
        try {
            disk.createFolder(damaged);
        } catch (FileAlreadyExistsException e) {
            // Something was damaged before.
        }
        disk.rename(place, away);
        return new IOException(
                "what is kept as `" + hash + "` is damaged and was moved to `" + away + "`; nothing is put back");
    }

    /** Removes what was half written, for a failure that is thrown on. */
    static IOException discarding(Path fresh, IOException failure, Disk disk) {
        try {
            if (Blobs.isThere(fresh)) {
                disk.delete(fresh);
            }
        } catch (IOException left) {
            failure.addSuppressed(left); // the next one that comes by removes it
        }
        return failure;
    }
}
