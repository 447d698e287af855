package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One method of a guarded interface, bound to its target: how its arguments become {@link Arguments} and come back, what it
 * is declared to do, and the way to call it. Everything that can be known before the first call is known here.
 */
final class GuardedMethod {

    /** What the reversible class of a method rests on. */
    static final String UNDO = "guard.undo";

    /** One parameter: its name, its type with everything filled in, its shape. */
    record Parameter(String name, Type type, Shape shape) {}

    /** What it answers: the type inside a stage, if it is one. */
    record Result(Type type, Shape shape, boolean later, boolean itself) {}

    private final String tool;
    private final String javaName;
    private final List<Parameter> parameters;
    private final Result result;
    private final Optional<Effects> effects;
    private final Optional<ResourceTemplate> resource;
    private final Optional<Assessment> always;
    private final MethodHandle handle;
    private final Object target;
    private final String description;

    /** @param handle takes {@code Object[]}, answers {@code Object}, is bound to the target */
    GuardedMethod(
            String tool,
            String javaName,
            List<Parameter> parameters,
            Result result,
            Optional<Effects> effects,
            MethodHandle handle,
            Object target,
            String description) {
        this.tool = tool;
        this.javaName = javaName;
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.effects = effects;
        this.handle = handle;
        this.target = target;
        this.description = description;
        this.resource = effects.map(Effects::resource)
                .filter(template -> !template.isEmpty())
                .map(template -> ResourceTemplate.parse(template, shapes(parameters)));
        this.always = resource.map(ResourceTemplate::isConstant).orElse(true)
                ? Optional.of(on(resource.flatMap(template -> template.of(Arguments.none()))
                        .orElseGet(() -> Resource.tool(tool))))
                : Optional.empty();
    }

    /** The name of its tool. */
    String tool() {
        return tool;
    }

    /** Only to be compared by identity. */
    Object target() {
        return target;
    }

    String javaName() {
        return javaName;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    Result result() {
        return result;
    }

    Optional<Effects> effects() {
        return effects;
    }

    /** What approvals bind to, besides the name. */
    String description() {
        return description;
    }

    Reversibility declared() {
        return effects.map(Effects::value).orElse(Reversibility.IRREVERSIBLE);
    }

    /** Copies what the caller passed. Each object is read once. */
    Arguments read(@Nullable Object @Nullable [] values) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Tally tally = Tally.ofArguments();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            @Nullable Object value = values == null ? null : values[i];
            try {
                members.put(parameter.name(), parameter.shape().encode(value, tally));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(tool + ", `" + parameter.name() + "`: " + e.getMessage(), e);
            }
        }
        return Arguments.from(members);
    }

    /** New objects, made from the copy alone. */
    @Nullable
    Object[] rebuild(Arguments arguments) {
        Map<String, @Nullable Object> members = arguments.asMap();
        if (members.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    tool + " takes exactly " + shapes(parameters).keySet());
        }
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            if (!members.containsKey(parameter.name())) {
                throw new IllegalArgumentException(
                        tool + " takes exactly " + shapes(parameters).keySet());
            }
            try {
                values[i] = parameter.shape().decode(members.get(parameter.name()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(tool + ", `" + parameter.name() + "`: " + e.getMessage(), e);
            }
        }
        return values;
    }

    /** Calls the target. */
    @Nullable
    Object invoke(@Nullable Object[] values) throws Exception {
        try {
            return (Object) handle.invokeExact(values);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("`" + tool + "` threw what is neither an exception nor an error", e);
        }
    }

    /** What the method answered, as JSON: what leaves the gate shares nothing with the target. */
    @Nullable
    Object encode(@Nullable Object answer) {
        return result.shape().encode(answer, Tally.ofResult());
    }

    /** The answer made anew from JSON, be it of this call or the recorded one of an equal call. */
    @Nullable
    Object decode(@Nullable Object json) {
        return result.shape().decode(json);
    }

    /** What a call with these arguments would do, as declared. */
    Assessment assess(Arguments arguments) {
        if (always.isPresent()) {
            return always.get();
        }
        Optional<Resource> named = resource.flatMap(template -> template.of(arguments));
        return named.isPresent()
                ? on(named.get())
                : Assessment.unknown("an argument that names what `" + tool + "` touches is empty");
    }

    private Assessment on(Resource touched) {
        Reversibility declared = declared();
        if (effects.isEmpty()) {
            return Assessment.of(
                    declared,
                    "`" + tool + "` declares no effects",
                    Effect.of(Verb.EXECUTE, touched, Reversibility.IRREVERSIBLE));
        }
        String reason = "`" + tool + "` is declared " + declared;
        Effects known = effects.get();
        if (declared == Reversibility.REVERSIBLE) {
            Effect effect =
                    Effect.of(known.verb(), touched, Reversibility.IRREVERSIBLE).safeguarded(declared);
            Safeguard safeguard = new Safeguard(UNDO, "`" + known.undo() + "` takes it back");
            return Assessment.safeguarded(declared, safeguard, reason, List.of(effect));
        }
        Verb verb = declared == Reversibility.READ_ONLY ? Verb.READ : known.verb();
        return Assessment.of(declared, reason, Effect.of(verb, touched, declared));
    }

    /** The stage that the target answered; a missing one is a failure of the target. */
    CompletionStage<?> stage(@Nullable Object answer) {
        if (answer instanceof CompletionStage<?> stage) {
            return stage;
        }
        throw new IllegalStateException("`" + tool + "` answered null instead of a stage");
    }

    private static Map<String, Shape> shapes(List<Parameter> parameters) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        parameters.forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        return shapes;
    }
}
