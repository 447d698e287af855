package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.load.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names of tools that there are not, or that are nearly those of others. */
final class ToolNames {

    /** The tools that come with this library. */
    private static final Set<String> OURS = Set.of(
            "bash",
            "bash.children",
            "bash.stop",
            "read_file",
            "list_folder",
            "search_files",
            "write_file",
            "edit_file",
            "move_file",
            "copy_file",
            "delete_file");

    private final Map<String, Place> exact = new LinkedHashMap<>();
    private final Map<TextTest, Place> patterns = new LinkedHashMap<>();

    static List<Finding> of(List<Book> layers, Optional<Set<String>> tools) {
        ToolNames names = new ToolNames();
        for (Book book : layers) {
            Names.conditions(book)
                    .forEach(one -> Walk.each(one.getKey(), (part, negated) -> {
                        if (part instanceof Condition.Tool tool) {
                            names.add(tool.name(), one.getValue());
                        }
                    }));
        }
        return tools.map(names::against).orElseGet(names::alike);
    }

    private void add(TextTest test, Place place) {
        Optional<Set<String>> texts = Texts.exact(test);
        if (texts.isPresent()) {
            texts.get()
                    .forEach(name -> exact.merge(name, place, (one, other) -> one.compareTo(other) <= 0 ? one : other));
        } else {
            patterns.putIfAbsent(test, place);
        }
    }

    /** With a list it is an error, since it is known. */
    private List<Finding> against(Set<String> tools) {
        List<Finding> findings = new ArrayList<>();
        exact.forEach((name, place) -> {
            if (!tools.contains(name)) {
                findings.add(error(
                        place,
                        "there is no tool `" + name + "`; "
                                + Names.meant(name, tools, "take it out, or add the tool to the list")));
            }
        });
        patterns.forEach((test, place) -> {
            if (tools.stream().noneMatch(name -> Texts.takes(test, name))) {
                findings.add(error(place, "no tool fits " + shown(test) + "; look at the names of the tools"));
            }
        });
        return findings;
    }

    private static Finding error(Place place, String text) {
        return new Finding(Finding.Kind.UNKNOWN_TOOL, Finding.Severity.ERROR, place, text);
    }

    private static String shown(TextTest test) {
        String begin = Texts.begins(test);
        return begin.isEmpty() ? "this pattern" : "a pattern that begins with `" + begin + "`";
    }

    /** Without one, a name that is nearly another one is the wrong one of the two. */
    private List<Finding> alike() {
        List<Finding> findings = new ArrayList<>();
        Set<String> known = new TreeSet<>(OURS);
        exact.forEach((name, place) -> {
            Optional<String> ours = known.contains(name) ? Optional.empty() : near(name, known);
            ours.ifPresent(other -> findings.add(Finding.Kind.UNKNOWN_TOOL.at(
                    place, "`" + name + "` is nearly the tool `" + other + "`; did you mean that?")));
            if (ours.isEmpty()) {
                known.add(name);
            }
        });
        return findings;
    }

    private static Optional<String> near(String name, Set<String> known) {
        return Nearest.to(name, known).filter(other -> isNear(name, other));
    }

    private static boolean isNear(String name, String other) {
        String one = name.toLowerCase(Locale.ROOT).replace('-', '_');
        String two = other.toLowerCase(Locale.ROOT).replace('-', '_');
        boolean inOneLetter = Math.min(one.length(), two.length()) >= 3
                && Math.abs(one.length() - two.length()) <= 1
                && letters(one, two) <= 1;
        return one.equals(two) || inOneLetter;
    }

    /** How many letters differ when one word is laid on the other from both ends. */
    private static int letters(String one, String two) {
        int begin = 0;
        while (begin < Math.min(one.length(), two.length()) && one.charAt(begin) == two.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(one.length(), two.length()) - begin
                && one.charAt(one.length() - 1 - end) == two.charAt(two.length() - 1 - end)) {
            end++;
        }
        int left = Math.max(one.length(), two.length()) - begin - end;
        boolean swapped = left == 2
                && one.length() == two.length()
                && one.charAt(begin) == two.charAt(begin + 1)
                && one.charAt(begin + 1) == two.charAt(begin);
        return swapped ? 1 : left;
    }
}
