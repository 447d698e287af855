package io.brattice.files;

/**
 * A pattern for names: {@code *} for any run of characters, {@code ?} for one. Everything else stands for itself.
 *
 * <p>It takes at most the product of both lengths, whatever an agent writes, which a regular expression would not.
 */
record Glob(String pattern) {

    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int after = 0;
        while (at < name.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                after = at;
            } else if (in < pattern.length() && (pattern.charAt(in) == '?' || pattern.charAt(in) == name.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++after;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }
}
