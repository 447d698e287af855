package io.brattice.aws.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The short form of structures: {@code Key=a,Value=b}, {@code Name=x,Values=[1,2],Inner={A=1}}. What it cannot read the program would refuse. */
final class Shorthand {

    private final String text;
    private final Function<String, Optional<String>> files;
    private int at;
    private boolean fromFile;

    private Shorthand(String text, Function<String, Optional<String>> files) {
        this.text = text;
        this.files = files;
    }

    /**
     * Reads one structure; values are texts, lists and maps.
     *
     * @param files what a value behind {@code @=} stands for, where it names a file
     * @throws IllegalArgumentException where it is not written so
     */
    static Map<String, Object> read(String text, Function<String, Optional<String>> files) {
        return new Shorthand(text, files).structure();
    }

    private Map<String, Object> structure() {
        Map<String, Object> members = new LinkedHashMap<>();
        member(members);
        while (at < text.length()) {
            expect(',');
            member(members);
        }
        return members;
    }

    private void member(Map<String, Object> members) {
        String key = assigned();
        Object value;
        if (at >= text.length()) {
            value = "";
        } else if (text.charAt(at) == '[' || text.charAt(at) == '{') {
            value = explicit();
        } else {
            value = plain();
        }
        if (members.put(key, value) != null) {
            throw broken();
        }
    }

    /** {@code Key=} or {@code Key@=}. */
    private String assigned() {
        int start = at;
        while (at < text.length() && isOfKey(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        blanks();
        fromFile = at < text.length() && text.charAt(at) == '@';
        at += fromFile ? 1 : 0;
        expect('=');
        return key;
    }

    private static boolean isOfKey(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "_-.#/:".indexOf(c) >= 0);
    }

    /** One value, or several between commas: the first word behind a comma that is followed by {@code =} is a key again. */
    private Object plain() {
        String first = word(true).orElse("");
        blanks();
        if (at >= text.length()) {
            return first;
        }
        List<Object> all = new ArrayList<>(List.of(first));
        while (at < text.length()) {
            int comma = at;
            expect(',');
            Optional<String> next = word(false);
            blanks();
            boolean ends = at >= text.length() || text.charAt(at) == ',';
            if (next.isEmpty() || !ends) {
                at = comma;
                break;
            }
            all.add(next.get());
        }
        return all.size() == 1 ? first : all;
    }

    private Object explicit() {
        if (text.charAt(at) == '[') {
            expect('[');
            List<Object> items = new ArrayList<>();
            while (current() != ']') {
                items.add(inner());
                separated(']');
            }
            at++;
            return items;
        }
        expect('{');
        Map<String, Object> members = new LinkedHashMap<>();
        while (current() != '}') {
            String key = assigned();
            members.put(key, inner());
            separated('}');
        }
        at++;
        return members;
    }

    private Object inner() {
        char c = current();
        return c == '[' || c == '{' ? explicit() : word(true).orElse("");
    }

    private void separated(char end) {
        blanks();
        if (current() != end) {
            expect(',');
        }
    }

    /** A word, in quotes or not; a first one may have {@code =} in it. */
    private Optional<String> word(boolean first) {
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            return Optional.of(file(quoted(text.charAt(at))));
        }
        StringBuilder word = new StringBuilder();
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean comma = c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == ',';
            if (comma) {
                word.append(',');
                at += 2;
            } else if (at == start ? isFirst(c) : isFollowing(c, first)) {
                word.append(c);
                at++;
            } else {
                break;
            }
        }
        return at == start ? Optional.empty() : Optional.of(file(word.toString().stripTrailing()));
    }

    private static boolean isFirst(char c) {
        return c > ' ' && "\"',=[{".indexOf(c) < 0;
    }

    private static boolean isFollowing(char c, boolean first) {
        return (first ? "\"',]}" : "\"',=").indexOf(c) < 0;
    }

    private String file(String word) {
        if (!fromFile) {
            return word;
        }
        return files.apply(word).orElseThrow(this::broken);
    }

    private String quoted(char quote) {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\')) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        if (at >= text.length()) {
            throw broken();
        }
        at++;
        return inside.toString();
    }

    private char current() {
        blanks();
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        blanks();
        if (at >= text.length() || text.charAt(at) != c) {
            throw broken();
        }
        at++;
        blanks();
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("`" + text + "` is not written as a structure");
    }
}
