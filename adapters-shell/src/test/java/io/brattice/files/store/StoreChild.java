package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** Another process: keeps files, and prunes whatever it may, for so many turns. Says in its last line what it lost. */
public final class StoreChild {

    private StoreChild() {}

    public static void main(String[] args) throws IOException {
        String name = args[1];
        Random random = new Random(Long.parseLong(args[2]));
        int turns = Integer.parseInt(args[3]);
        Path files = Files.createDirectories(Path.of(args[4]));
        // Nothing is young to one whose clock is far ahead: only the locks keep what is being kept.
        Store pruner = Store.in(
                Path.of(args[0]),
                Bounds.usual(),
                new LocalDisk(),
                InstantSource.offset(InstantSource.system(), Duration.ofDays(1)));
        Store store = Store.in(Path.of(args[0]));
        for (int turn = 0; turn < turns; turn++) {
            String call = name + "-" + turn;
            Path[] some = new Path[3];
            for (int i = 0; i < some.length; i++) {
                // Few contents, so that both processes want and lose the same ones all the time.
                some[i] = Files.writeString(files.resolve("f" + i), "content " + random.nextInt(6));
            }
            store.keep(call, name, List.of(KeptFiles.of(store, call, some)));
            if (random.nextInt(3) == 0) {
                pruner.prune(random.nextBoolean() ? Pruning.takenBack() : Pruning.leftovers());
            }
            for (String hash : Files.readAllLines(store.shelf(call).resolve("0"))) {
                if (!store.blobs().has(hash)) {
                    System.out.println("lost " + hash + " of " + call);
                    System.exit(1);
                }
            }
            if (random.nextInt(4) > 0) {
                store.done(call);
            }
        }
        System.out.println("kept");
    }
}
