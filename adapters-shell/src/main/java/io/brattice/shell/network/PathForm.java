package io.brattice.shell.network;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a path of a registry looks like: {@code /{package}/-/{=package}-{version}.tgz}. A segment has literal text, at most one
 * variable, and what an earlier variable stood for ({@code {=package}}); one variable of a form may stand for several segments
 * ({@code {group*}}). So a path is matched in one pass, and no path takes longer than its length.
 */
final class PathForm {

    /** Longer paths match no form. */
    static final int MOST = 512;

    private static final int MOST_SEGMENTS = 24;

    private final String text;
    private final List<PathSegment> segments;

    private PathForm(String text, List<PathSegment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException when it is none */
    static PathForm of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("`" + text + "` is not the form of a path; start it with `/`");
        }
        List<PathSegment> segments = new ArrayList<>();
        for (String one : split(withLowerEscapes(text))) {
            segments.add(PathSegment.of(one));
        }
        if (segments.stream().filter(PathSegment::several).count() > 1) {
            throw new IllegalArgumentException("`" + text + "` can be read in two ways; use one `*` only");
        }
        return new PathForm(text, segments);
    }

    /** Whether a path, as it is sent and without a query, is of this form. */
    boolean matches(String path) {
        if (!path.startsWith("/") || path.length() > MOST || path.contains("..")) {
            return false;
        }
        List<String> parts = split(withLowerEscapes(path));
        int more = parts.size() - segments.size();
        boolean stretches = segments.stream().anyMatch(PathSegment::several);
        if (parts.size() > MOST_SEGMENTS || more < 0 || (more > 0 && !stretches)) {
            return false;
        }
        Map<PathWord, String> bound = new EnumMap<>(PathWord.class);
        int at = 0;
        for (PathSegment segment : segments) {
            for (int times = segment.several() ? more + 1 : 1; times > 0; times--) {
                if (!segment.matches(parts.get(at++), bound)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What stands between slashes. An escaped slash starts a segment too, and stays at its start: the two are never the same. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        int start = 1;
        for (int i = 1; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                parts.add(path.substring(start, i));
                start = i + 1;
            } else if (path.startsWith("%2f", i) && i > start) {
                parts.add(path.substring(start, i));
                start = i;
            }
        }
        parts.add(path.substring(start));
        return parts;
    }

    /** {@code %2F} and {@code %2f} are the same byte. */
    private static String withLowerEscapes(String path) {
        StringBuilder lower = new StringBuilder(path);
        for (int i = path.indexOf('%'); i >= 0 && i + 2 < path.length(); i = path.indexOf('%', i + 1)) {
            lower.replace(i, i + 3, path.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
