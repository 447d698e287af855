package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.Prepared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which lines run contained: those of which not all is known, where all that is known could be done in a cell and taken back by
 * putting the workspace back.
 *
 * <p>A line whose purpose lies outside of a cell would only fail in one: it is judged as what it is for. So is a line that looks like
 * another one.
 */
final class Containable {

    /** The safeguard on which the class of a contained line depends, beside the workspace that is kept whole. */
    static final String SAFEGUARD = "containment";

    private static final Set<String> ELSEWHERE = elsewhere();
    private static final String PACKAGE = "package:";
    private static final List<String> WEB = List.of("https://", "http://");
    private static final Set<String> ASKING = Set.of("curl", "wget", "http");

    private final Ground ground;
    private final Findings findings;

    Containable(Ground ground, Findings findings) {
        this.ground = ground;
        this.findings = findings;
    }

    /**
     * What of the network the line gets when it runs contained; empty when it is not to run contained.
     *
     * @param unclear what of its files is not known
     * @param effects what is known of it, with what is kept path by path
     */
    Optional<Outlet> outlet(Set<String> unclear, List<Effect> effects) {
        boolean unknown = !findings.opaque().isEmpty() || !findings.code().isEmpty() || !unclear.isEmpty();
        if (!(unknown || ground.reach().asks()) || !ground.contains() || findings.deceives()) {
            return Optional.empty();
        }
        return outlet().filter(outlet -> effects.stream().allMatch(effect -> fits(effect, outlet)));
    }

    /**
     * Empty when something lies outside. What it asks of the loopback it asks of what its session keeps running, while that is so; a line that
     * gets a network has a loopback of its own.
     */
    private Optional<Outlet> outlet() {
        Set<String> named =
                findings.hosts().stream().filter(host -> !isLoopback(host)).collect(Collectors.toSet());
        boolean asksItself = named.size() < findings.hosts().size();
        boolean asks = ground.accompanied() || ground.reach().asks();
        boolean kept = findings.acts().stream()
                .anyMatch(act ->
                        act instanceof Prepared part && part.effects().stream().anyMatch(Containable::isRemote));
        boolean outside =
                findings.programs().stream().anyMatch(name -> isElsewhere(name) && !(asks && ASKING.contains(name)));
        if (outside || kept || findings.installsForLater() || asksItself && !ground.accompanied()) {
            return Optional.empty();
        }
        // What may be fetched is not missed where it is there already: a line that shares a loopback goes without.
        Set<String> fetched = ground.accompanied() ? Set.of() : findings.fetched();
        return ground.reach().outlet(named, fetched).filter(outlet -> outlet.isNone() || !asksItself);
    }

    /** True for a program whose purpose lies outside of a cell. */
    static boolean isElsewhere(String program) {
        return ELSEWHERE.contains(program);
    }

    /** True for a program that asks servers, and does nothing without one. */
    static boolean isAsking(String program) {
        return ASKING.contains(program);
    }

    /** True for the names of the machine itself. */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || host.equals("0.0.0.0");
    }

    /** True for what can be done in a cell and is given back with the workspace, and for a look at anything. */
    private boolean fits(Effect effect, Outlet outlet) {
        if (effect.verb() == Verb.READ) {
            return effect.inherent() == Reversibility.READ_ONLY;
        }
        if (isInstall(effect, outlet) || isSentTo(effect, outlet)) {
            return true;
        }
        if (effect.reversibility().isAtLeast(Reversibility.RECOVERABLE)) {
            return false;
        }
        Resource resource = effect.resource();
        return resource.overlaps(Resource.file(ground.workspace()))
                || Ground.SCRATCH.stream().anyMatch(place -> resource.overlaps(Resource.file(place)))
                || isRepository(resource);
    }

    /** What is elsewhere is kept first from outside of a cell, and so run there. */
    private static boolean isRemote(Effect effect) {
        String scheme = effect.resource().scheme();
        return effect.verb() != Verb.READ && !scheme.equals("file") && !scheme.equals("git");
    }

    /** A package that is known, of a registry that it gets: in a cell it can be put only where everything is given back or lost. */
    static boolean isInstall(Effect effect, Outlet outlet) {
        String uri = effect.resource().uri();
        int slash = uri.indexOf('/');
        return uri.startsWith(PACKAGE)
                && slash > 0
                && !effect.inherent().isAtLeast(Reversibility.IRREVERSIBLE)
                && outlet.hasDownloads(uri.substring(PACKAGE.length(), slash));
    }

    /** A person is asked about the whole host anyway. */
    private static boolean isSentTo(Effect effect, Outlet outlet) {
        String whole = effect.resource().whole();
        return outlet.hosts().stream()
                .anyMatch(host -> WEB.stream()
                        .anyMatch(scheme -> whole.equals(scheme + host) || whole.startsWith(scheme + host + "/")));
    }

    /** A repository of the workspace is given back with it, whatever was done in it. */
    private boolean isRepository(Resource resource) {
        String repository = "git:" + Resource.file(ground.workspace()).uri();
        String whole = resource.whole();
        return whole.equals(repository) || whole.startsWith(repository + "/");
    }

    /** What a contained line may do besides what is known of it: anything in the workspace. */
    static Effect anything(Path workspace) {
        return Effect.of(Verb.UPDATE, Resource.file(workspace), Reversibility.IRREVERSIBLE)
                .safeguarded(Reversibility.REVERSIBLE);
    }

    private static Set<String> elsewhere() {
        try (InputStream in = Containable.class.getResourceAsStream("elsewhere.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .flatMap(line -> List.of(line.split(" ", -1)).stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
