package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.lookup.Lookups;
import io.brattice.aws.rule.Facts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a call would do, by read-only calls: a brief of about ten lines, as a senior engineer would write it.
 *
 * <p>Guarantees: changes nothing, unless {@link #creatingChangeSets} was chosen; a look-up that failed is said, and stands for the worst case;
 * at most so many look-ups, and so long. Fidelity is EXACT only where the request and what was read say all that will happen.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Rehearsals {

    private final AwsSender sender;
    private final int calls;
    private final Duration time;
    private final Clock clock;
    private final boolean changeSets;
    private final Set<URI> dryRuns;

    private Rehearsals(AwsSender sender, int calls, Duration time, Clock clock, boolean changeSets, Set<URI> dryRuns) {
        this.sender = Objects.requireNonNull(sender, "sender");
        this.calls = calls;
        this.time = Objects.requireNonNull(time, "time");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.changeSets = changeSets;
        this.dryRuns = Set.copyOf(dryRuns);
    }

    /** By this sender, within 40 calls and 10 seconds a preview. */
    public static Rehearsals by(AwsSender sender) {
        return new Rehearsals(sender, 2 * Lookups.CALLS, Duration.ofSeconds(10), Clock.systemUTC(), false, Set.of());
    }

    /** The same within another budget. */
    public Rehearsals within(int otherCalls, Duration otherTime) {
        return new Rehearsals(sender, otherCalls, otherTime, clock, changeSets, dryRuns);
    }

    /** The same by another clock: what "the last hour" is. */
    public Rehearsals by(Clock other) {
        return new Rehearsals(sender, calls, time, other, changeSets, dryRuns);
    }

    /**
     * The same, which may make a change set to see what {@code UpdateStack} would do, and deletes it again. That changes no resource, but it is
     * seen in the stack's history, and stays where the deletion fails.
     */
    public Rehearsals creatingChangeSets() {
        return new Rehearsals(sender, calls, time, clock, true, dryRuns);
    }

    /**
     * The same, which asks EC2 itself whether it would accept the call ({@code DryRun}) at an end point that is not AWS's own. It is asked at AWS's own
     * anyway; a server that only looks like EC2 might run what it is asked to rehearse.
     */
    public Rehearsals dryRunningAt(URI endpoint) {
        Set<URI> more = new HashSet<>(dryRuns);
        more.add(endpoint);
        return new Rehearsals(sender, calls, time, clock, changeSets, more);
    }

    /** What this call would do now. Never throws for what a service says. */
    public Preview preview(Judged judged) {
        Facts facts = Lookups.by(sender).within(calls, time).decision();
        AwsCall call = judged.inner().orElse(judged.call());
        Brief brief = new Brief(judged, facts, clock.instant());
        brief.what();
        brief.where();
        Optional<Looks> looks = Looks.of(call.id());
        looks.ifPresent(brief::looks);
        try {
            stacks(call, brief);
            if (judged.inner().isEmpty()) {
                dryRun(judged, brief);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            brief.missing("resources", "taken as all deleted: looking at them was interrupted");
        }
        brief.ways();
        Digest seen = Digest.of(call.id() + "\n" + call.parameters().digest().hex() + "\n"
                + Digest.of(brief.seen()).hex());
        boolean exact = looks.filter(Looks::exact).isPresent();
        return new Preview(brief.effects(), brief.fidelity(exact), seen, brief.text());
    }

    private void stacks(AwsCall call, Brief brief) throws InterruptedException {
        Purse purse = new Purse(sender, call, calls, time);
        Arguments request = call.parameters();
        try {
            switch (call.id()) {
                case "cloudformation:DeleteStack" ->
                    brief.stacks(Stacks.deleted(required(request, "StackName"), purse));
                case "cloudformation:ExecuteChangeSet" ->
                    brief.stacks(Stacks.changed(some(request, "StackName", "ChangeSetName"), purse));
                case "cloudformation:UpdateStack" -> {
                    if (changeSets) {
                        Trial.Seen seen = Trial.of(call, purse);
                        brief.stacks(seen.changes());
                        if (!seen.rest().isEmpty()) {
                            brief.also("left behind", seen.rest());
                        }
                    } else {
                        brief.missing(
                                "resources",
                                "any may be replaced or deleted: make a change set, and execute that instead");
                    }
                }
                default -> {}
            }
        } catch (AwsException e) {
            brief.missing("resources", "taken as all deleted: they could not be read (" + e.getMessage() + ")");
        }
    }

    /** EC2 says whether it would be allowed, and nothing of what it would do: it says so even of what does not exist. */
    private void dryRun(Judged judged, Brief brief) throws InterruptedException {
        AwsCall call = judged.call();
        boolean asks = call.service().equals("ec2")
                && judged.operation()
                        .flatMap(Operation::dryRun)
                        .filter("DryRun"::equals)
                        .isPresent()
                && call.place().endpoint().map(dryRuns::contains).orElse(true);
        if (!asks) {
            return;
        }
        try {
            sender.send(call.other(
                    call.service(), call.operation(), call.parameters().with("DryRun", true)));
            brief.also("permission", "EC2 did not rehearse it, but answered as if it had run: look at it by hand");
        } catch (AwsException e) {
            String said = switch (e.code()) {
                case "DryRunOperation" -> "EC2 would accept it (DryRun: a test of the permission alone)";
                case "UnauthorizedOperation" -> "EC2 would refuse it: it is not permitted (DryRun)";
                default ->
                    "EC2 would refuse it, or could not be asked: " + (e.code().isEmpty() ? e.getMessage() : e.code());
            };
            brief.also("permission", said);
        }
    }

    private static String required(Arguments request, String name) throws AwsException {
        if (request.asMap().get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new AwsException("", true, "the call has no `" + name + "`");
    }

    private static Arguments some(Arguments request, String... names) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>(request.asMap());
        some.keySet().retainAll(Set.of(names));
        return Arguments.from(some);
    }
}
