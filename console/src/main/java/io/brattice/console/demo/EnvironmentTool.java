package io.brattice.console.demo;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool through which an agent reaches the environments: {@code {"operation": "describe"|"delete"|"create", "name": …}}.
 *
 * <p>Deleting stops services that somebody uses, and no backup gives the lost hours back: that is IRREVERSIBLE, whatever
 * becomes of the data.
 */
final class EnvironmentTool implements Tool {

    private final Environment environments;

    EnvironmentTool(Environment environments) {
        this.environments = environments;
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(call -> Optional.of(assess(call.arguments())));
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(this::preview);
    }

    @Override
    public @Nullable Object run(Permit permit) throws IOException, StaleException {
        ToolCall call = permit.redeem();
        String name = name(call.arguments());
        if (permit.preview().isPresent()
                && !permit.preview().get().fingerprint().equals(fingerprint(name))) {
            throw new StaleException("the environment `" + name + "` has changed");
        }
        return run(operation(call.arguments()), name);
    }

    /** The effect itself, also for an agent without a gate. */
    String run(String operation, String name) throws IOException {
        switch (operation) {
            case "describe" -> {
                return describe(name);
            }
            case "delete" -> environments.delete(name);
            case "create" -> environments.create(name);
            default -> throw new IOException("unknown operation `" + operation + "`");
        }
        return operation + "d `" + name + "`";
    }

    private Assessment assess(Arguments arguments) {
        Resource resource = new Resource("environment:" + name(arguments));
        return switch (operation(arguments)) {
            case "describe" ->
                Assessment.of(
                        Reversibility.READ_ONLY, "only looks", Effect.of(Verb.READ, resource, Reversibility.READ_ONLY));
            case "create" ->
                Assessment.of(
                        Reversibility.RECOVERABLE,
                        "what was created can be deleted while nobody uses it",
                        Effect.of(Verb.CREATE, resource, Reversibility.RECOVERABLE));
            case "delete" ->
                Assessment.of(
                        Reversibility.IRREVERSIBLE,
                        "stops services that are in use: the time they are down cannot be given back",
                        Effect.of(Verb.INTERRUPT, resource, Reversibility.IRREVERSIBLE),
                        Effect.of(Verb.DELETE, resource, Reversibility.IRREVERSIBLE));
            default -> Assessment.unknown("no such operation");
        };
    }

    private Preview preview(ToolCall call) throws IOException {
        String name = name(call.arguments());
        List<Effect> effects = assess(call.arguments()).effects().stream()
                .map(effect -> effect.measuring(services(name), 0))
                .toList();
        return Preview.exact(effects, fingerprint(name), describe(name));
    }

    private String describe(String name) throws IOException {
        return environments.services(name).size() + " services run in `" + name + "` and have answered "
                + environments.requests(name) + " requests";
    }

    private long services(String name) {
        try {
            return environments.services(name).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which services there are and since when they run; requests go on arriving while a person thinks. */
    private Digest fingerprint(String name) throws IOException {
        return Digest.of(environments.services(name) + "\n" + environments.running());
    }

    private static String operation(Arguments arguments) {
        return arguments.string("operation").orElse("");
    }

    private static String name(Arguments arguments) {
        return arguments.string("name").orElse("");
    }
}
