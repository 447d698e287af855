package io.brattice.console.undo;

import io.brattice.files.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The store, held so that nobody prunes what is read from it. Where there is none, none is made. */
final class Kept implements Closeable {

    private final Optional<Store> store;
    private final Closeable hold;

    private Kept(Optional<Store> store, Closeable hold) {
        this.store = store;
        this.hold = hold;
    }

    static Kept in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new Kept(Optional.empty(), () -> {});
        }
        Store store = Store.in(folder);
        return new Kept(Optional.of(store), store.hold());
    }

    /** Notes that a call was taken back: what is kept of it is the first to give way. */
    void done(String call) throws IOException {
        if (store.isPresent()) {
            store.get().done(call);
        }
    }

    @Override
    public void close() throws IOException {
        hold.close();
    }
}
