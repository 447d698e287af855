package io.brattice.shell.children;

import io.brattice.shell.containment.Loopback;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The network that the children of one session share, held by a process that does nothing else. */
final class Network {

    private static final long LONGEST_SECONDS = 10;

    private final Running holder;
    private final Loopback loopback;

    private Network(Running holder, Loopback loopback) {
        this.holder = holder;
        this.loopback = loopback;
    }

    static Network held(List<String> holding, Execution execution, Starter starter)
            throws IOException, InterruptedException {
        CompletableFuture<String> told = new CompletableFuture<>();
        StringBuilder all = new StringBuilder();
        OutputListener listener = (error, text) -> {
            all.append(text);
            if (all.indexOf("\n") >= 0) {
                told.complete(all.toString().strip());
            }
        };
        Running holder = starter.start(execution, Launch.of(holding, Path.of("/")), listener);
        String said = "";
        try {
            said = told.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            return new Network(holder, new Loopback(Long.parseLong(said)));
        } catch (TimeoutException | ExecutionException | NumberFormatException e) {
            holder.cancel();
            throw new IOException("no network could be made for what stays in a cell: " + said, e);
        } catch (InterruptedException e) {
            holder.cancel();
            throw e;
        }
    }

    Loopback loopback() {
        return loopback;
    }

    void leave() {
        holder.cancel();
    }
}
