package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what must not be written into a journal in clear. It goes by names and by what some secrets look like, so that it finds the usual ones and
 * not every one.
 */
final class Secrets {

    private static final Pattern NAME = Pattern.compile(
            "(passw(or)?d|passwort|passphrase|secret(?!s?manager|arn|id|_arn|_id)|api[_-]?key|private[_-]?key|access[_-]?key|credential|^authorization$|"
                    + "auth[_-]?token|access[_-]?token|refresh[_-]?token|session[_-]?token|bearer|connection[_-]?string)");
    private static final Pattern VALUE = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"
            + "|\\bgh[pousr]_[A-Za-z0-9]{36}|\\bxox[abpr]-|://[^/\\s:@]+:[^/\\s:@]+@");

    private Secrets() {}

    /** Where the first one is. */
    static Optional<String> in(@Nullable Object value) {
        return in("", value);
    }

    private static Optional<String> in(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                String name = String.valueOf(member.getKey());
                String here = path + "/" + name;
                boolean says = NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
                if (says && holdsText(member.getValue())) {
                    return Optional.of(here);
                }
                Optional<String> inner = in(here, member.getValue());
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                Optional<String> inner = in(path + "/" + i, items.get(i));
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        Optional<Object> document = document(value);
        if (document.isPresent()) {
            return in(path, document.get());
        }
        boolean looks = value instanceof String text && VALUE.matcher(text).find();
        return looks ? Optional.of(path) : Optional.empty();
    }

    /** What is written as JSON in a text. */
    private static Optional<Object> document(@Nullable Object value) {
        if (value instanceof String text && text.stripLeading().startsWith("{")) {
            try {
                return Optional.of(Arguments.fromJson(text).asMap());
            } catch (InvalidArgumentsException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean holdsText(@Nullable Object value) {
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().anyMatch(Secrets::holdsText);
        }
        return value instanceof List<?> items && items.stream().anyMatch(Secrets::holdsText);
    }
}
