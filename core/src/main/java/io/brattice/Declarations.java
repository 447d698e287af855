package io.brattice;

import com.google.common.primitives.Primitives;
import com.google.common.reflect.TypeToken;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks what the methods of one interface declare, and ties each to its preview and its undo. */
final class Declarations {

    private final List<GuardedMethod> methods;

    Declarations(List<GuardedMethod> methods) {
        this.methods = methods;
    }

    /** @throws IllegalArgumentException if a declaration contradicts itself, or names a method that is not there or does not fit */
    Map<GuardedMethod, MethodTool> tools() {
        Map<GuardedMethod, MethodTool> tools = new LinkedHashMap<>();
        for (GuardedMethod method : methods) {
            method.effects().ifPresent(effects -> check(method, effects));
            tools.put(method, new MethodTool(method, preview(method)));
        }
        tools.forEach((method, tool) -> undo(method).ifPresent(taker -> {
            boolean needsResult =
                    taker.parameters().size() > method.parameters().size();
            tool.undoneBy(new UndoTool(tool, Objects.requireNonNull(tools.get(taker)), needsResult));
        }));
        return tools;
    }

    private static void check(GuardedMethod method, Effects effects) {
        Reversibility declared = effects.value();
        if (declared == Reversibility.REVERSIBLE && effects.undo().isEmpty()) {
            throw refusal(method, "is declared REVERSIBLE without an undo method; name one, or declare RECOVERABLE");
        }
        if (declared != Reversibility.READ_ONLY) {
            return;
        }
        if (effects.verb() != Verb.READ && effects.verb() != Verb.EXECUTE) {
            throw refusal(method, "is declared READ_ONLY, but to " + effects.verb() + "; declare what it does");
        }
        if (!effects.undo().isEmpty() || !effects.preview().isEmpty()) {
            throw refusal(method, "is declared READ_ONLY, which needs neither preview nor undo; leave them out");
        }
    }

    private Optional<GuardedMethod> preview(GuardedMethod method) {
        String name = method.effects().map(Effects::preview).orElse("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        GuardedMethod preview =
                only(method, "preview", name, other -> types(other).equals(types(method)));
        if (preview.declared() != Reversibility.READ_ONLY) {
            throw refusal(method, "names the preview `" + name + "`, which is not declared READ_ONLY; declare it so");
        }
        if (preview.result().later()
                || preview.result().itself()
                || preview.result().shape() == ResultShape.NOTHING) {
            throw refusal(
                    method, "names the preview `" + name + "`, which answers no value at once; let it answer one");
        }
        return Optional.of(preview);
    }

    private Optional<GuardedMethod> undo(GuardedMethod method) {
        String name = method.effects().map(Effects::undo).orElse("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<Type> withResult = new ArrayList<>(types(method));
        boolean hasResult = !method.result().itself() && method.result().shape() != ResultShape.NOTHING;
        withResult.add(0, boxed(method.result().type()));
        GuardedMethod undo = only(
                method,
                "undo",
                name,
                other -> other != method
                        && (types(other).equals(types(method))
                                || (hasResult && types(other).equals(withResult))));
        if (undo.declared() == Reversibility.READ_ONLY) {
            throw refusal(
                    method, "names the undo `" + name + "`, which is declared READ_ONLY; declare what it changes");
        }
        return Optional.of(undo);
    }

    private GuardedMethod only(GuardedMethod method, String role, String name, Predicate<GuardedMethod> fits) {
        List<GuardedMethod> found = methods.stream()
                .filter(other -> other.javaName().equals(name))
                .filter(fits)
                .toList();
        if (found.size() != 1) {
            String parameters =
                    role.equals("undo") ? "its parameters, optionally preceded by its result" : "the same parameters";
            throw refusal(
                    method,
                    "names the " + role + " `" + name + "`, but " + found.size() + " methods of that name have "
                            + parameters + "; there must be one");
        }
        return found.get(0);
    }

    private static List<Type> types(GuardedMethod method) {
        return method.parameters().stream()
                .map(parameter -> boxed(parameter.type()))
                .toList();
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> raw
                ? Primitives.wrap(raw)
                : TypeToken.of(type).getType();
    }

    private static IllegalArgumentException refusal(GuardedMethod method, String why) {
        return new IllegalArgumentException("cannot guard `" + method.tool() + "`: it " + why);
    }
}
