package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names a resource from arguments: {@code order:{orderId}}.
 *
 * <p>Everything in a value but ASCII letters, digits, {@code -}, {@code _}, {@code ~} and single dots is percent-encoded, so no
 * value can add a level, a part or another resource. A missing or empty value names nothing: the answer is then empty.
 */
final class ResourceTemplate {

    /** Either fixed text or the name of a parameter. */
    private record Piece(String text, boolean parameter) {}

    private final List<Piece> pieces;

    private ResourceTemplate(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException if it names no parameter that is a scalar, or its result could be no resource */
    static ResourceTemplate parse(String template, Map<String, Shape> parameters) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = template.indexOf('}', at);
            if (open < 0 && close < 0) {
                pieces.add(new Piece(template.substring(at), false));
                break;
            }
            if (open < 0 || close < open) {
                throw new IllegalArgumentException(
                        "the resource `" + template + "` has braces that do not match; write `{parameter}`");
            }
            if (open > at) {
                pieces.add(new Piece(template.substring(at, open), false));
            }
            String name = template.substring(open + 1, close);
            Shape shape = parameters.get(name);
            if (shape == null || !shape.isScalar()) {
                throw new IllegalArgumentException("the resource `" + template + "` names `" + name
                        + "`, which is no parameter with a scalar value; name one of " + parameters.keySet());
            }
            pieces.add(new Piece(name, true));
            at = close + 1;
        }
        if (pieces.isEmpty()
                || pieces.get(0).parameter()
                || pieces.get(0).text().indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "the resource `" + template + "` has no fixed scheme; start it like `order:{orderId}`");
        }
        ResourceTemplate parsed = new ResourceTemplate(pieces);
        parsed.fill(piece -> Optional.of("x")); // throws if the fixed text alone makes it no resource
        return parsed;
    }

    /** True when every call names the same resource. */
    boolean isConstant() {
        return pieces.stream().noneMatch(Piece::parameter);
    }

    /** Empty when a value is missing or empty. */
    Optional<Resource> of(Arguments arguments) {
        return fill(name -> arguments.get(name).map(Object::toString));
    }

    private Optional<Resource> fill(Function<String, Optional<String>> values) {
        StringBuilder uri = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.parameter()) {
                uri.append(piece.text());
                continue;
            }
            String value = values.apply(piece.text()).orElse("");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            append(value, uri);
        }
        return Optional.of(new Resource(uri.toString()));
    }

    private static void append(String value, StringBuilder uri) {
        boolean segment = value.equals(".") || value.equals("..");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_~".indexOf(c) >= 0
                    || (c == '.' && !segment);
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
    }
}
