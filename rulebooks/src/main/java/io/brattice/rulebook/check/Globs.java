package io.brattice.rulebook.check;

import com.google.re2j.Pattern;

/** Globs, as far as a check needs them; what decides has its own. */
final class Globs {

    private Globs() {}

    static boolean matches(String glob, String text) {
        return Pattern.compile(regex(glob), Pattern.DOTALL).matches(text);
    }

    /** What it begins with before anything that stands for something else. */
    static String head(String glob) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' || c == '?' || c == '{') {
                break;
            }
            if (c == '\\' && i + 1 < glob.length()) {
                i++;
            }
            head.append(glob.charAt(i));
        }
        return head.toString();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        boolean braces = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean two = glob.startsWith("**", i);
                    regex.append(two ? ".*" : "[^/]*");
                    i += two ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    braces = true;
                    regex.append("(?:");
                }
                case '}' -> {
                    braces = false;
                    regex.append(')');
                }
                case ',' -> regex.append(braces ? "|" : ",");
                case '\\' -> {
                    i++;
                    regex.append(i < glob.length() ? Pattern.quote(glob.substring(i, i + 1)) : "");
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
