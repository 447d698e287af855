package io.brattice.shell.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one of git's configuration files says, read character by character as git reads it. */
record Settings(List<Setting> all) {

    /** One line: a full key, its section and name in lower case, and a value; {@code true} where none is written. */
    record Setting(String key, String value) {}

    static final Settings NONE = new Settings(List.of());

    Settings {
        all = List.copyOf(all);
    }

    /** The last value of a key. */
    Optional<String> value(String key) {
        Optional<String> found = Optional.empty();
        for (Setting setting : all) {
            if (setting.key().equals(key)) {
                found = Optional.of(setting.value());
            }
        }
        return found;
    }

    Settings and(Settings more) {
        List<Setting> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Settings(both);
    }

    /** @throws Unclear for what git would not read either, or what is not worth reading */
    static Settings read(String text) {
        return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private static final class Reader {
        private final String text;
        private final List<Setting> found = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text.replace("\r\n", "\n");
        }

        private int next() {
            return at < text.length() ? text.charAt(at++) : -1;
        }

        Settings read() {
            String section = "";
            for (int c = next(); c >= 0; c = next()) {
                if (c == '#' || c == ';') {
                    skipLine();
                } else if (c == '[') {
                    section = section();
                } else if (isLetter(c) && !section.isEmpty()) {
                    found.add(setting(section, c));
                } else if (!Character.isWhitespace(c)) {
                    throw broken();
                }
            }
            return new Settings(found);
        }

        private void skipLine() {
            for (int c = next(); c >= 0 && c != '\n'; ) {
                c = next();
            }
        }

        private String section() {
            StringBuilder name = new StringBuilder();
            for (int c = next(); ; c = next()) {
                if (c == ']') {
                    return name.toString().toLowerCase(Locale.ROOT);
                }
                if (c == ' ' || c == '\t') {
                    return name.toString().toLowerCase(Locale.ROOT) + "." + subsection();
                }
                if (!isLetter(c) && !isDigit(c) && c != '-' && c != '.') {
                    throw broken();
                }
                name.append((char) c);
            }
        }

        private String subsection() {
            int c = next();
            while (c == ' ' || c == '\t') {
                c = next();
            }
            if (c != '"') {
                throw broken();
            }
            StringBuilder name = new StringBuilder();
            for (c = next(); c != '"'; c = next()) {
                int said = c == '\\' ? next() : c;
                if (said < 0 || said == '\n') {
                    throw broken();
                }
                name.append((char) said);
            }
            if (next() != ']') {
                throw broken();
            }
            return name.toString();
        }

        private Setting setting(String section, int first) {
            StringBuilder name = new StringBuilder().append((char) first);
            int c = next();
            while (isLetter(c) || isDigit(c) || c == '-') {
                name.append((char) c);
                c = next();
            }
            String key = section + "." + name.toString().toLowerCase(Locale.ROOT);
            while (c == ' ' || c == '\t') {
                c = next();
            }
            if (c == '\n' || c < 0) {
                return new Setting(key, "true");
            }
            if (c != '=') {
                throw broken();
            }
            return new Setting(key, value());
        }

        private String value() {
            StringBuilder value = new StringBuilder();
            int length = 0; // without the blanks at the end
            boolean quoted = false;
            for (int c = next(); ; c = next()) {
                if (c < 0 || c == '\n') {
                    if (quoted) {
                        throw broken();
                    }
                    return value.substring(0, length);
                }
                if (!quoted && (c == '#' || c == ';')) {
                    skipLine();
                    return value.substring(0, length);
                }
                if (!quoted && Character.isWhitespace(c)) {
                    if (value.length() > 0) {
                        value.append((char) c);
                    }
                    continue;
                }
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\\') {
                    escape(value);
                } else {
                    value.append((char) c);
                }
                length = value.length();
            }
        }

        private void escape(StringBuilder value) {
            int c = next();
            switch (c) {
                case '\n' -> {}
                case 't' -> value.append('\t');
                case 'b' -> value.append('\b');
                case 'n' -> value.append('\n');
                case '\\', '"' -> value.append((char) c);
                default -> throw broken();
            }
        }

        private static boolean isLetter(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        private static Unclear broken() {
            return new Unclear("git's settings here cannot be read");
        }
    }
}
