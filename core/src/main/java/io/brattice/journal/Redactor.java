package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replaces what the rules name by its HMAC under the journal's key. */
final class Redactor {
    private static final int DIGITS_IN_TEXT = 16;

    private final Redaction rules;
    private final Path file;
    private final @Nullable RedactionKey key;

    private Redactor(Redaction rules, Path file, @Nullable RedactionKey key) {
        this.rules = rules;
        this.file = file;
        this.key = key;
    }

    /** Without rules no key is needed, and none is created. */
    static Redactor of(Redaction rules, Path file) throws IOException {
        return new Redactor(rules, file, rules.isNone() ? null : RedactionKey.in(file));
    }

    /** Where the key is, if there is one. */
    Optional<Path> keyFile() {
        return key == null ? Optional.empty() : Optional.of(file);
    }

    /** The body without its secrets; the same object where it has none. */
    Arguments of(Arguments body) throws JournalException {
        if (key == null) {
            return body;
        }
        try {
            Map<String, @Nullable Object> members = body.asMap();
            Map<String, @Nullable Object> clean = object(members, key);
            return clean == members ? body : Arguments.from(clean);
        } catch (InvalidArgumentsException e) {
            throw new JournalException("the entry is too large once its secrets are replaced; pass less", e);
        }
    }

    private @Nullable Object value(@Nullable Object value, RedactionKey with) {
        if (value instanceof String text) {
            return text(text, with);
        }
        if (value instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked") // JSON objects have no other keys
            Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) value;
            return object(members, with);
        }
        return value instanceof List<?> items ? list(items, with) : value;
    }

    private Map<String, @Nullable Object> object(Map<String, @Nullable Object> members, RedactionKey with) {
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            Object old = member.getValue();
            String name = text(member.getKey(), with);
            Object value = old != null && rules.matchesKey(member.getKey()) ? whole(old, with) : value(old, with);
            same &= value == old && name.equals(member.getKey());
            clean.put(name, value);
        }
        return same ? members : clean;
    }

    private List<?> list(List<?> items, RedactionKey with) {
        List<@Nullable Object> clean = new ArrayList<>(items.size());
        boolean same = true;
        for (Object item : items) {
            Object value = value(item, with);
            same &= value == item;
            clean.add(value);
        }
        return same ? items : clean;
    }

    private static Map<String, Object> whole(Object value, RedactionKey with) {
        byte[] bytes = value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Arguments.of("value", value).canonical();
        return Map.of("hmac", with.hmac(bytes), "bytes", bytes.length);
    }

    private String text(String text, RedactionKey with) {
        String clean = text;
        for (SecretScanner scanner : rules.scanners()) {
            clean = without(scanner, clean, with);
        }
        return clean;
    }

    private static String without(SecretScanner scanner, String text, RedactionKey with) {
        Optional<SecretScanner.Span> found = scanner.find(text, 0);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int done = 0;
        while (found.isPresent()) {
            SecretScanner.Span span = found.get();
            byte[] secret = text.substring(span.start(), span.end()).getBytes(StandardCharsets.UTF_8);
            clean.append(text, done, span.start())
                    .append("[redacted %s, %d bytes, hmac %s]"
                            .formatted(
                                    scanner.name(),
                                    secret.length,
                                    with.hmac(secret).substring(0, DIGITS_IN_TEXT)));
            done = span.end();
            found = scanner.find(text, done);
        }
        return clean.append(text, done, text.length()).toString();
    }
}
