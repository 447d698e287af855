package io.brattice.console.assess;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.aws.AwsClassifier;
import io.brattice.aws.command.AwsCommand;
import io.brattice.files.Aftermath;
import io.brattice.files.FileTools;
import io.brattice.files.LocalWorld;
import io.brattice.files.SupposedWorld;
import io.brattice.files.World;
import io.brattice.mcp.Names;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Reason;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.shell.Judged;
import io.brattice.shell.ShellClassifier;
import io.brattice.shell.network.Registries;
import io.brattice.shell.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges calls one after the other, each in the world that the allowed ones before it would have left. Sessions are forgotten, the oldest
 * first, so that it never grows.
 */
final class Run {

    /** Stands for what was looked at: nothing is bound to it here. */
    private static final Digest SEEN = Digest.of("assessed");

    /** Read by code of another module: nothing is looked up. */
    private static final Map<String, Program> PROGRAMS =
            Map.of("aws", AwsCommand.shipped().asThoughKeeping());

    private static final AwsClassifier AWS = AwsClassifier.shipped();
    private static final int MOST_SESSIONS = 256;
    private static final int MOST_PAST = 200;

    private final Optional<Path> workspace;
    private final Path home;
    private final boolean worst;
    private final boolean contains;
    private final Registries registries;
    private final Optional<Names> names;
    private final ShellClassifier shell;
    private final Policy policy = Policy.defaults();
    private final Tiers tiers = resource -> Set.of();
    private final Map<String, Room> rooms = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Room> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /** What is known of one session. */
    private static final class Room {
        private final Path workspace;
        private final ShellClassifier shell;
        private final Optional<ShellClassifier> here;
        private final Aftermath aftermath = new Aftermath();
        private final Deque<History.Past> past = new ArrayDeque<>();

        Room(Path workspace, Path home, ShellClassifier shell, boolean contains, Registries registries) {
            this.workspace = workspace;
            this.shell = shell.in(workspace);
            this.here = real(workspace)
                    .filter(work -> work.getParent() != null)
                    .flatMap(work -> real(home)
                            .map(at -> ShellClassifier.builder()
                                    .workspace(work)
                                    .home(at)
                                    .environment(ShellClassifier.environment(at))
                                    .asTheToolWould(work.resolveSibling(".brattice-judged"))
                                    .containing(contains)
                                    .registries(registries)
                                    .programs(PROGRAMS)
                                    .build()));
        }

        /** Where a call begins, if all of it can be looked at: the folders are here, and nothing is supposed to have happened yet. */
        Optional<Path> begins(Path cwd) {
            return past.isEmpty() && here.isPresent()
                    ? real(cwd)
                            .filter(path ->
                                    real(workspace).filter(path::startsWith).isPresent())
                    : Optional.empty();
        }
    }

    private static Optional<Path> real(Path folder) {
        try {
            return Files.isDirectory(folder) ? Optional.of(folder.toRealPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * What one call was found to be, and how long that took.
     *
     * @param contained the hosts that it reaches from its cell; empty when it does not run contained
     */
    private record Found(
            Assessment assessment,
            Preview.Fidelity fidelity,
            Consumer<Aftermath> leaves,
            long probed,
            Optional<List<String>> contained) {

        static Found unknown(String why) {
            return new Found(Assessment.unknown(why), Preview.Fidelity.NONE, aftermath -> {}, 0, Optional.empty());
        }
    }

    /**
     * @param contains true when commands can be run contained
     * @param registries from which those may download
     * @param names judges the tools that somebody else describes; empty where their names are not trusted
     */
    Run(
            Optional<Path> workspace,
            Path home,
            boolean worst,
            boolean contains,
            Registries registries,
            Optional<Names> names) {
        this.names = names;
        this.contains = contains;
        this.registries = registries;
        this.workspace = workspace;
        this.home = home;
        this.worst = worst;
        this.shell = ShellClassifier.builder()
                .workspace(home)
                .home(home)
                .environment(ShellClassifier.environment(home))
                .asTheToolWould()
                .containing(contains)
                .registries(registries)
                .programs(PROGRAMS)
                .build();
    }

    /** One that begins anew, and knows the programs already. */
    Run afresh() {
        return new Run(this);
    }

    private Run(Run other) {
        this.contains = other.contains;
        this.registries = other.registries;
        this.names = other.names;
        this.workspace = other.workspace;
        this.home = other.home;
        this.worst = other.worst;
        this.shell = other.shell;
    }

    /** What a policy would be asked about a call that is the first of its session. */
    Evidence evidence(ToolCall call, Optional<Path> named, Instant at) {
        Path folder = workspace.or(() -> named).orElse(Path.of("").toAbsolutePath());
        Line line = new Line(call.id(), call.tool(), call.arguments(), "", Optional.empty(), Optional.empty());
        Found found = judged(line, new Room(folder, home, shell, contains, registries), named.orElse(folder));
        return new Evidence(call, found.assessment(), preview(found), History.none(), at, tiers);
    }

    private static Optional<Preview> preview(Found found) {
        return found.assessment().inherent().isAtLeast(Reversibility.RECOVERABLE)
                ? Optional.of(new Preview(
                        found.assessment().complete() ? found.assessment().effects() : List.of(),
                        found.fidelity(),
                        SEEN,
                        ""))
                : Optional.empty();
    }

    /** The answer to one call. */
    Arguments answer(Line line) {
        Optional<Path> named = line.cwd().flatMap(Run::path);
        Room room = rooms.computeIfAbsent(
                line.session(),
                none -> new Room(
                        workspace.or(() -> named).orElse(Path.of("").toAbsolutePath()),
                        home,
                        shell,
                        contains,
                        registries));
        Path cwd = named.orElse(room.workspace);
        ToolCall call = new ToolCall(
                "call",
                plainName(line.tool()),
                line.arguments(),
                Caller.agent("assessed").session("s"),
                "");
        History history = new History(0, List.copyOf(room.past), List.of());
        long start = System.nanoTime(); // what a gate does for every call: class and verdict
        Found found = judged(line, room, cwd);
        Optional<Preview> preview = preview(found);
        Evidence evidence = new Evidence(call, found.assessment(), preview, history, Instant.EPOCH, tiers);
        Verdict verdict = policy.decide(evidence.unspent(policy));
        long nanos = System.nanoTime() - start;
        if (verdict.decision() == Decision.ALLOW || worst) {
            found.leaves().accept(room.aftermath);
        }
        if (verdict.decision() == Decision.ALLOW) {
            remember(room, line, found.assessment());
        }
        return written(line, found, verdict, preview, nanos);
    }

    private Found judged(Line line, Room room, Path cwd) {
        boolean shell = line.tool().equals("bash");
        if (line.described().isPresent() && names.isPresent()) {
            Assessment assessment = names.get().assess(line.described().get());
            return new Found(assessment, Preview.Fidelity.NONE, aftermath -> {}, 0, Optional.empty());
        }
        if (line.tool().equals("aws") && line.described().isEmpty()) {
            return aws(line);
        }
        if (line.described().isPresent() || !(shell || FileTools.knows(line.tool()))) {
            return Found.unknown("nobody classifies `" + line.tool() + "`");
        }
        Optional<Path> begins = worst ? Optional.empty() : room.begins(cwd);
        World world = begins.isPresent()
                ? new LocalWorld()
                : new SupposedWorld(
                        new LocalWorld(),
                        worst,
                        new LinkedHashSet<>(List.of(room.workspace, cwd, home)),
                        room.aftermath);
        if (!shell) {
            return FileTools.judge(line.tool(), line.arguments(), world, room.workspace, Optional.of(home))
                    .map(each ->
                            new Found(each.assessment(), each.fidelity(), each::into, world.nanos(), Optional.empty()))
                    .orElseGet(() -> Found.unknown("nobody classifies `" + line.tool() + "`"));
        }
        Optional<String> command = line.arguments().string("command");
        if (command.isEmpty()) {
            return Found.unknown("it has no `command`");
        }
        try {
            Judged judged = begins.isPresent()
                    ? room.here.orElseThrow().judge(line.arguments(), begins.get(), world)
                    : room.shell.judge(line.arguments(), cwd, world);
            return new Found(
                    judged.assessment(),
                    judged.fidelity(),
                    judged::leave,
                    judged.probed(),
                    judged.contained() ? Optional.of(judged.reached()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            return Found.unknown(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // As the gate does: a classifier that fails has said nothing good.
            return Found.unknown("the classifier of `bash` failed: " + e);
        }
    }

    /** A call of AWS by its arguments alone: what a rule asks about the world is at its worst. */
    private static Found aws(Line line) {
        ToolCall call = new ToolCall(
                "call", line.tool(), line.arguments(), Caller.agent("assessed").session("s"), "");
        try {
            Assessment assessment = AWS.judged(call).assessment();
            return new Found(assessment, Preview.Fidelity.NONE, aftermath -> {}, 0, Optional.empty());
        } catch (IllegalArgumentException e) {
            return Found.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static void remember(Room room, Line line, Assessment assessment) {
        if (!assessment.inherent().isAtLeast(Reversibility.REVERSIBLE)) {
            return;
        }
        room.past.addLast(new History.Past(
                line.id(),
                "s",
                line.tool(),
                Instant.EPOCH,
                assessment.effects().stream()
                        .filter(effect -> effect.verb() != Verb.READ)
                        .limit(64)
                        .toList(),
                assessment.inherent(),
                History.State.DONE));
        if (room.past.size() > MOST_PAST) {
            room.past.removeFirst();
        }
    }

    private static Arguments written(Line line, Found found, Verdict verdict, Optional<Preview> preview, long nanos) {
        Assessment assessment = found.assessment();
        Map<String, @Nullable Object> row = new TreeMap<>();
        row.put("id", line.id());
        row.put("reversibility", assessment.reversibility().name());
        row.put("inherent", assessment.inherent().name());
        row.put("decision", verdict.decision().name());
        row.put(
                "safeguard",
                assessment.safeguards().isEmpty()
                        ? null
                        : String.join(
                                ", ",
                                assessment.safeguards().stream()
                                        .map(Safeguard::description)
                                        .sorted()
                                        .toList()));
        row.put(
                "contained",
                found.contained()
                        .map(hosts -> Map.of("network", hosts.isEmpty() ? "none" : hosts))
                        .orElse(null));
        row.put(
                "preview",
                preview.map(Preview::fidelity).orElse(Preview.Fidelity.NONE).name());
        List<Map<String, Object>> effects = new ArrayList<>();
        for (Effect effect : assessment
                .effects()
                .subList(0, Math.min(64, assessment.effects().size()))) {
            effects.add(Map.of(
                    "verb", effect.verb().name().toLowerCase(java.util.Locale.ROOT),
                    "resource", effect.resource().uri(),
                    "count", effect.count(),
                    "bytes", effect.bytes(),
                    "reversibility", effect.reversibility().name(),
                    "inherent", effect.inherent().name()));
        }
        row.put("effects", effects);
        row.put("complete", assessment.complete());
        row.put("reasons", assessment.reasons());
        row.put("rules", verdict.reasons().stream().map(Reason::rule).distinct().toList());
        row.put("micros", micros(Math.max(nanos - found.probed(), 0)));
        row.put("probe_micros", micros(found.probed()));
        return Arguments.from(row);
    }

    /** With one decimal. */
    private static double micros(long nanos) {
        long tenths = nanos / 100;
        return tenths / 10.0;
    }

    private static String plainName(String tool) {
        StringBuilder plain = new StringBuilder();
        tool.codePoints().limit(200).forEach(c -> plain.appendCodePoint(c > ' ' && c < 0x7f ? c : '_'));
        return plain.isEmpty() ? "unnamed" : plain.toString();
    }

    private static Optional<Path> path(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? Optional.of(path.normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
