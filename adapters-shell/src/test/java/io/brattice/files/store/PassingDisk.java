package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The files of this host, as they are. */
class PassingDisk implements Disk {

    private final Disk disk = new LocalDisk();

    @Override
    public void createFolder(Path folder) throws IOException {
        disk.createFolder(folder);
    }

    @Override
    public Output create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path name, Path existing) throws IOException {
        disk.link(name, existing);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void open(Path folder) throws IOException {
        disk.open(folder);
    }

    @Override
    public void touch(Path file, Instant when) throws IOException {
        disk.touch(file, when);
    }

    @Override
    public void force(Path path) throws IOException {
        disk.force(path);
    }

    @Override
    public boolean sync(Path folder) throws IOException {
        return disk.sync(folder);
    }

    @Override
    public boolean share(Path from, Path to) throws IOException {
        return disk.share(from, to);
    }
}
