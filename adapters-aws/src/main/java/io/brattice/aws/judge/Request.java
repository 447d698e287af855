package io.brattice.aws.judge;

import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a request with the service's model: what is not in the model was judged by nobody. */
final class Request {

    private static final int SHOWN = 60;

    private final Catalogue catalogue;

    Request(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What the model does not have, or has otherwise: a line that names what was meant. Empty when all of it fits. */
    Optional<String> misfit(AwsCall call, Operation operation) {
        for (Map.Entry<String, @Nullable Object> member :
                call.parameters().asMap().entrySet()) {
            String name = member.getKey();
            if (!operation.members().contains(name)) {
                return Optional.of("`" + call.id() + "` has no member `" + excerpt(name) + "`"
                        + Nearest.hint(name, operation.members()));
            }
            if (operation.inherent() != Reversibility.READ_ONLY || !isPlain(member.getValue())) {
                Optional<String> misfit = misfit(call, name, member.getValue());
                if (misfit.isPresent()) {
                    return misfit;
                }
            }
        }
        return Optional.empty();
    }

    /** The members that are required and not there, in order. */
    static List<String> missing(AwsCall call, Operation operation) {
        List<String> missing = new ArrayList<>(new TreeSet<>(operation.required()));
        missing.removeIf(name -> call.parameters().get(name).isPresent());
        return missing;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String || value instanceof Number;
    }

    private Optional<String> misfit(AwsCall call, String path, @Nullable Object value) {
        Optional<Kind> known = catalogue.request(call.service(), call.operation(), path);
        if (known.isEmpty()) {
            return Optional.of(
                    "`" + call.id() + "` has no member `" + excerpt(path) + "`; look at the case of each name");
        }
        Kind kind = known.get();
        if (!fits(kind, value)) {
            return Optional.of(
                    "`" + excerpt(path) + "` of `" + call.id() + "` is " + article(value) + "; pass " + wanted(kind));
        }
        if (kind == Kind.DOCUMENT) {
            return Optional.empty();
        }
        if (value instanceof List<?> items) {
            return first(call, path + "[]", items);
        }
        if (!(value instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        if (kind == Kind.MAP) {
            return first(call, path + "{}", members.values());
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Optional<String> misfit = misfit(call, path + "." + member.getKey(), member.getValue());
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(AwsCall call, String path, Iterable<?> values) {
        for (Object value : values) {
            Optional<String> misfit = misfit(call, path, value);
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Kind kind, @Nullable Object value) {
        return switch (kind) {
            case STRING, BYTES -> value instanceof String;
            case INTEGER -> value instanceof Long || value instanceof BigInteger;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case TIME -> value instanceof String || value instanceof Number;
            case LIST -> value instanceof List;
            case MAP, STRUCTURE -> value instanceof Map;
            case DOCUMENT -> true;
        };
    }

    private static String article(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof String ? "a string" : value instanceof List ? "a list" : "an object";
    }

    private static String wanted(Kind kind) {
        return switch (kind) {
            case STRING -> "a string";
            case BYTES -> "bytes in Base64";
            case INTEGER -> "an integer";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case TIME -> "a time as in ISO 8601";
            case LIST -> "a list";
            case MAP, STRUCTURE -> "an object";
            case DOCUMENT -> "any JSON";
        };
    }

    private static String excerpt(String text) {
        return Words.shown(text, SHOWN);
    }
}
