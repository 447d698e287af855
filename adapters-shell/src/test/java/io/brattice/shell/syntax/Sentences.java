package io.brattice.shell.syntax;

import java.util.Random;

/** Random programs that do nothing but call {@code r}, a function that records its arguments. */
final class Sentences {
    private static final String[] WORDS = {
        "a", "'b c'", "\"d $x\"", "$y", "\"$y\"", "${x:-e f}", "\"${n:-\"g  h\"}\"", "${x/a/b}", "${x^^}", "${#x}",
                "${x:1:2}", "$(r i)", "\"`r j`\"",
        "$((1 + 2))", "{k,l}m", "{1..3}", "$'n\\to'", "\\p\\ q", "${v[1]}", "\"${v[@]}\"", "${x#a}", "\"${x%'b'}\"",
                "a\"b\"'c'", "$#", "~", "x=~",
        "$(r \"$(r 1)\"; r 2)", "${n:=z}", "\"a\\\"b\\$c\"", "$((x2 * (3 - 1)))", "$[4+1]", "é", "''", "\"\"", "*.none",
                "[ab]none", "$(<f)", "if", "{"
    };

    private final Random random;

    Sentences(Random random) {
        this.random = random;
    }

    /** What every program needs before it. */
    static String preamble() {
        return "r() { printf '<%s>' \"$@\"; echo; }\nx=abc y='1  2' x2=5 v=(p 'q  r' s)\n";
    }

    String program() {
        return list(3);
    }

    private String list(int depth) {
        StringBuilder list = new StringBuilder(command(depth));
        for (int i = random.nextInt(3); i > 0; i--) {
            list.append(pick("; ", " && ", " || ", "\n", " | cat; ", " # note\n"));
            list.append(command(depth));
        }
        return list.toString();
    }

    private String command(int depth) {
        if (depth == 0) {
            return simple();
        }
        return switch (random.nextInt(18)) {
            case 0 -> "if " + list(depth - 1) + "; then " + list(depth - 1) + "; else " + list(depth - 1) + "; fi";
            case 1 -> "for i in" + words() + "; do " + list(depth - 1) + "; r $i; done";
            case 2 -> "{ " + list(depth - 1) + "; }";
            case 3 -> "( " + list(depth - 1) + " )";
            case 4 ->
                "case " + word() + " in a|" + word() + ") " + list(depth - 1) + ";; (b*) r 1 ;;& *) " + list(depth - 1)
                        + "; esac";
            case 5 -> "for ((k=0; k<2; k++)); do " + list(depth - 1) + "; done";
            case 6 -> "w=0; while ((w++ < 2)); do " + list(depth - 1) + "; done";
            case 7 -> "f() { " + list(depth - 1) + "; }; f" + words();
            case 8 ->
                "[[ " + pick("$x == a*", "-n $y", "$x =~ ^(a|b c)", "! ( a < b )", "$x = @(abc|d)", "1 -eq 1 && b")
                        + " ]] && r yes";
            case 9 -> "(( " + pick("1 + 1", "x2 > 3", "z = 4, z++") + " ))";
            case 10 -> "r $(cat <<E\nbody $x ${y} $(r in) \\$x\n\"q\" 'p'\nE\n)";
            case 11 -> "{ cat <<'E' | cat\nraw $x\nE\n}";
            case 12 -> "cat <<< " + word();
            case 13 -> "r $(cat <(r " + word() + "))";
            case 14 -> "! " + simple();
            case 15 -> "declare -a q=(1 " + word() + " [5]=" + pick("a", "\"$x\"") + "); r \"${q[@]}\" \"${!q[@]}\"";
            default -> simple();
        };
    }

    private String simple() {
        return switch (random.nextInt(8)) {
            case 0 -> pick("x", "y", "g") + "=" + pick("abc", "'1 2'", "$x$y", "$(r 3)", "~:~") + " r" + words();
            case 1 -> "g=" + pick("a", "\"$x\"", "{a,b}", "(1 $x)", "*") + "; r \"$g\"";
            case 2 -> "r" + words() + pick(" 2>&1", " >&1", " 2>/dev/null", " </dev/null");
            default -> "r" + words();
        };
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            words.append(' ').append(word());
        }
        return words.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
