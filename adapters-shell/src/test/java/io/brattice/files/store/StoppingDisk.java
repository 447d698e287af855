package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** The files of this host, on which everything stops before the n-th operation, or in the middle of it where it writes. */
final class StoppingDisk extends PassingDisk {

    /** Not an exception: nothing catches it, as nothing catches the end of a process. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final AtomicInteger left;
    private final boolean syncs;

    StoppingDisk(int operations, boolean syncs) {
        this.left = new AtomicInteger(operations);
        this.syncs = syncs;
    }

    private void step() {
        if (left.decrementAndGet() < 0) {
            throw new Stopped();
        }
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step();
        super.createFolder(folder);
    }

    @Override
    public Output create(Path file) throws IOException {
        step();
        Output output = super.create(file);
        return new Output() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (left.decrementAndGet() < 0) {
                    output.write(bytes, from, length / 2);
                    throw new Stopped();
                }
                output.write(bytes, from, length);
            }

            @Override
            public void skip(long length) throws IOException {
                output.skip(length);
            }

            @Override
            public void close() throws IOException {
                output.close();
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        super.rename(from, to);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        step();
        super.link(name, existing);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        super.delete(path);
    }

    @Override
    public void open(Path folder) throws IOException {
        step();
        super.open(folder);
    }

    @Override
    public void touch(Path file, Instant when) throws IOException {
        step();
        super.touch(file, when);
    }

    @Override
    public void force(Path path) throws IOException {
        step();
        super.force(path);
    }

    @Override
    public boolean sync(Path folder) throws IOException {
        step();
        return syncs && super.sync(folder);
    }

    @Override
    public boolean share(Path from, Path to) throws IOException {
        step();
        return super.share(from, to);
    }
}
