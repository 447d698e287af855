package io.brattice.shell.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one command asked for so far: how often, and what it did not get. */
final class Tally {

    private static final int MOST_REMEMBERED = 100;

    private final Allowance allowance;
    private final Set<Refused> refused = new LinkedHashSet<>();
    private final Map<String, Traffic> traffic = new TreeMap<>();
    private int downloads;
    private int misses;

    Tally(Allowance allowance) {
        this.allowance = allowance;
    }

    /** @throws RefusedRequest when there were enough of them */
    synchronized void countDownload() throws RefusedRequest {
        if (downloads >= allowance.downloads() || misses >= allowance.misses()) {
            throw RefusedRequest.notGranted(
                    "this command has asked registries for enough; run the rest as another one");
        }
        downloads++;
    }

    /** What was asked for and is not there could be a word in the shape of a name. */
    synchronized void countAnswer(int status) {
        if (status == 404 || status == 410) {
            misses++;
        }
    }

    /** Something went to a host or came from it. */
    synchronized void count(String host, boolean downloads, long times, long bytes) {
        Traffic before = traffic.getOrDefault(host, new Traffic(host, downloads, 0, 0));
        traffic.put(host, new Traffic(host, downloads, before.times() + times, before.bytes() + bytes));
    }

    /** By host, in order. */
    synchronized List<Traffic> traffic() {
        return List.copyOf(traffic.values());
    }

    synchronized void remember(Refused one) {
        if (refused.size() < MOST_REMEMBERED) {
            refused.add(one);
        }
    }

    synchronized List<Refused> refused() {
        return new ArrayList<>(refused);
    }
}
