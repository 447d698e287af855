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
    private final Set<String> forgotten = new HashSet<>();
    /** How often a call ended whose intent lies in a stream that is read later. */
    private final Map<String, Integer> ended = new HashMap<>();

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
            case UNDONE -> forgotten.add(call);
            case DONE, FAILED, SETTLED -> end(call);
            case NOTED -> {
                String what = entry.body().string("what").orElse("");
                if (what.equals("stale") || what.equals("unsecured")) { // nothing has run
                    end(call);
                    undoable.remove(call);
                } else if (what.equals("pruned")) {
                    forgotten.add(call);
                }
            }
            case READ, REFUSED, ASKED, ANSWERED -> {}
        }
    }

    private void begin(String call, Segment segment) {
        if (ended.containsKey(call)) { // by an entry of a stream that was read before
            ended.computeIfPresent(call, (id, count) -> count == 1 ? null : count - 1);
            return;
        }
        open.computeIfAbsent(call, id -> new ArrayList<>()).add(segment);
        segment.open++;
    }

    private void end(String call) {
        List<Segment> begun = open.remove(call);
        if (begun == null) {
            ended.merge(call, 1, Integer::sum);
        } else {
            begun.forEach(segment -> segment.open--);
        }
    }

    private Shortening chosen() throws IOException {
        Map<String, List<Segment>> chosen = new HashMap<>();
        Map<String, Boolean> stopped = new HashMap<>();
        long kept = 0;
        for (Segment each : segments) {
            boolean old = each.until.isBefore(before) && !each.newest && !stopped.containsKey(each.stream);
            if (old && each.open == 0) {
                chosen.computeIfAbsent(each.stream, id -> new ArrayList<>()).add(each);
            } else {
                kept += old ? each.open : 0;
                stopped.put(each.stream, true);
            }
        }
        List<Shortening.Stretch> stretches = new ArrayList<>();
        for (Map.Entry<String, List<Segment>> each : chosen.entrySet()) {
            stretches.add(stretch(each.getKey(), each.getValue()));
        }
        undoable.keySet().removeAll(forgotten);
        long lost = undoable.values().stream()
                .filter(segment ->
                        chosen.getOrDefault(segment.stream, List.of()).contains(segment))
                .count();
        return new Shortening(stretches, lost, kept);
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
