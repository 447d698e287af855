package io.brattice.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which segments of a journal are older than an instant and needed by no call that is still open. One pass over every stream;
 * holds a few words of each call that is open or could be taken back.
 */
final class ShorteningPlan {
    private final Instant before;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, List<Segment>> open = new HashMap<>();
    private final Map<String, Segment> undoable = new HashMap<>();
    /** Where it stands that a call was taken back, or what was kept of it forgotten. */
    private final Map<String, Segment> forgotten = new HashMap<>();
    /** Where calls ended whose intent lies in a stream that is read later. */
    private final Map<String, List<Segment>> ended = new HashMap<>();
    /** What must not go before something else goes: the end of a call before its beginning, in another stream. */
    private final List<Bond> bonds = new ArrayList<>();

    /** While that one stays, this one does too. */
    private record Bond(Segment end, Segment beginning) {}

    /** One file, and what is in it. */
    private static final class Segment {
        final String stream;
        final Path file;
        final long number;
        long entries;
        long sequence;
        byte[] hash = {};
        Instant until = Instant.MIN;
        boolean newest;
        int open;

        Segment(String stream, Path file) {
            this.stream = stream;
            this.file = file;
            this.number = SegmentHeader.number(file).orElseThrow();
        }
    }

    private ShorteningPlan(Instant before) {
        this.before = before;
    }

    static Shortening of(Path folder, Instant before) throws IOException, DamagedException {
        ShorteningPlan plan = new ShorteningPlan(before);
        for (Path stream : JournalFolder.streams(folder)) {
            plan.read(stream);
        }
        return plan.chosen();
    }

    /** The end of a call may lie in another stream than its intent: so nothing is chosen before everything is read. */
    private void read(Path folder) throws IOException, DamagedException {
        try (StreamReader stream = new StreamReader(folder)) {
            Optional<Segment> current = Optional.empty();
            for (Optional<Frame> frame = stream.next(); frame.isPresent(); frame = stream.next()) {
                Path file = stream.file().orElseThrow();
                if (current.isEmpty() || !current.get().file.equals(file)) {
                    current = Optional.of(new Segment(folder.getFileName().toString(), file));
                    segments.add(current.get());
                }
                take(Payload.decode(frame.get()), frame.get(), current.get());
            }
            current.ifPresent(last -> last.newest = true);
        }
    }

    private void take(Entry entry, Frame frame, Segment segment) {
        segment.entries++;
        segment.sequence = frame.sequence();
        segment.hash = frame.hash();
        segment.until = entry.at().isAfter(segment.until) ? entry.at() : segment.until;
        String call = entry.call();
        switch (entry.kind()) {
            case INTENT -> begin(call, segment);
            case SECURED -> undoable.put(call, segment);
            case UNDONE -> forgotten.put(call, segment);
            case DONE, FAILED, SETTLED -> end(call, segment);
            case NOTED -> {
                String what = entry.body().string("what").orElse("");
                if (what.equals("stale") || what.equals("unsecured")) { // nothing has run
                    end(call, segment);
                    undoable.remove(call);
                } else if (what.equals("pruned")) {
                    forgotten.put(call, segment);
                }
            }
            case READ, REFUSED, ASKED, ANSWERED -> {}
        }
    }

    private void begin(String call, Segment segment) {
        List<Segment> ends = ended.remove(call);
        if (ends != null) { // by an entry of a stream that was read before
            ends.forEach(end -> bonds.add(new Bond(end, segment)));
            return;
        }
        open.computeIfAbsent(call, id -> new ArrayList<>()).add(segment);
        segment.open++;
    }

    private void end(String call, Segment at) {
        List<Segment> begun = open.remove(call);
        if (begun == null) {
            ended.computeIfAbsent(call, id -> new ArrayList<>(1)).add(at);
            return;
        }
        for (Segment segment : begun) {
            segment.open--;
            if (!segment.stream.equals(at.stream)) {
                bonds.add(new Bond(at, segment));
            }
        }
    }

    private Shortening chosen() throws IOException {
        forgotten.forEach((call, at) -> {
            Segment secured = undoable.remove(call);
            if (secured != null) {
                bonds.add(new Bond(at, secured)); // else it would look as if it could still be taken back
            }
        });
        Set<Segment> old = new HashSet<>();
        long kept = 0;
        Set<String> stopped = new HashSet<>();
        for (Segment each : segments) {
            boolean wanted = each.until.isBefore(before) && !each.newest;
            kept += wanted ? each.open : 0;
            if (!wanted || each.open > 0) {
                stopped.add(each.stream);
            } else if (!stopped.contains(each.stream)) {
                old.add(each);
            }
        }
        loosen(old);
        Map<String, List<Segment>> chosen = new HashMap<>();
        segments.stream()
                .filter(old::contains)
                .forEach(each -> chosen.computeIfAbsent(each.stream, id -> new ArrayList<>())
                        .add(each));
        List<Shortening.Stretch> stretches = new ArrayList<>();
        for (Map.Entry<String, List<Segment>> each : chosen.entrySet()) {
            stretches.add(stretch(each.getKey(), each.getValue()));
        }
        long lost = undoable.values().stream().filter(old::contains).count();
        return new Shortening(stretches, lost, kept);
    }

    /** Keeps what something that stays is bound to, and all that comes after it in its stream, until nothing more has to be kept. */
    private void loosen(Set<Segment> old) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Bond bond : bonds) {
                if (old.contains(bond.end) && !old.contains(bond.beginning)) {
                    old.removeIf(each -> each.stream.equals(bond.end.stream) && each.number >= bond.end.number);
                    changed = true;
                }
            }
        }
    }

    private static Shortening.Stretch stretch(String stream, List<Segment> segments) throws IOException {
        Segment last = segments.get(segments.size() - 1);
        Instant until = Instant.MIN;
        long bytes = 0;
        for (Segment each : segments) {
            bytes += Files.size(each.file);
            until = each.until.isAfter(until) ? each.until : until;
        }
        return new Shortening.Stretch(
                stream,
                segments.stream().map(each -> each.file).toList(),
                last.number,
                segments.stream().mapToLong(each -> each.entries).sum(),
                bytes,
                last.sequence,
                Checkpoints.digest(last.hash),
                until);
    }
}
