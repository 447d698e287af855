package io.brattice.shell.program;

import java.util.Locale;

/** A place that packages come from by name, and how it writes their names. */
enum Registry {
    PYPI("pypi"),
    NPM("npm"),
    CRATES("crates"),
    RUBYGEMS("rubygems"),
    GO("go");

    private final String word;

    Registry(String word) {
        this.word = word;
    }

    /** The word in {@code package:} resources and in the names of the lists. */
    String word() {
        return word;
    }

    /** Names with the same normal form are the same package, or cannot both exist. */
    String normal(String name) {
        return switch (this) {
            case PYPI -> dashed(name.toLowerCase(Locale.ROOT), true);
            case NPM -> name.toLowerCase(Locale.ROOT);
            case CRATES -> dashed(name.toLowerCase(Locale.ROOT), false);
            case RUBYGEMS, GO -> name;
        };
    }

    /** True for a name that this registry could hold: nothing that a client would take for a path, an address or an option. */
    boolean isName(String name) {
        if (name.isEmpty() || name.length() > 214) {
            return false;
        }
        if (this == NPM && name.startsWith("@")) {
            int slash = name.indexOf('/');
            return slash > 1 && isPlain(name.substring(1, slash), "-_.~") && isPlain(name.substring(slash + 1), "-_.~");
        }
        return switch (this) {
            case PYPI -> isPlain(name, "-_.") && !name.endsWith(".");
            case NPM -> isPlain(name, "-_.~");
            case CRATES, RUBYGEMS -> isPlain(name, "-_.");
            case GO -> isModule(name);
        };
    }

    private static boolean isModule(String name) {
        int slash = name.indexOf('/');
        String host = slash < 0 ? name : name.substring(0, slash);
        return host.contains(".") && isPlain(name, "-_.~/") && !name.contains("..") && !name.contains("//");
    }

    private static boolean isPlain(String name, String marks) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && (i == 0 || marks.indexOf(c) < 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String dashed(String name, boolean dots) {
        StringBuilder normal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean mark = c == '-' || c == '_' || (dots && c == '.');
            if (!mark) {
                normal.append(c);
            } else if (!dots || normal.length() == 0 || normal.charAt(normal.length() - 1) != '-') {
                normal.append('-');
            }
        }
        return normal.toString();
    }
}
