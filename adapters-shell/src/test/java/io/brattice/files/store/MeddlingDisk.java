package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Path;

/** The files of this host, on which somebody else does something right after a file was made, and which share blocks as they are told. */
final class MeddlingDisk extends PassingDisk {

    @FunctionalInterface
    interface Meddler {
        void created(Path file) throws IOException;
    }

    @FunctionalInterface
    interface Sharing {
        boolean share(Path from, Path to) throws IOException;
    }

    private final Meddler meddler;
    private final Sharing sharing;

    MeddlingDisk(Meddler meddler, Sharing sharing) {
        this.meddler = meddler;
        this.sharing = sharing;
    }

    MeddlingDisk(Meddler meddler) {
        this(meddler, (from, to) -> false);
    }

    @Override
    public Output create(Path file) throws IOException {
        Output output = super.create(file);
        meddler.created(file);
        return output;
    }

    @Override
    public boolean share(Path from, Path to) throws IOException {
        return sharing.share(from, to);
    }
}
