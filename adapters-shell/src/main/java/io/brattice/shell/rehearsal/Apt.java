package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code apt-get -s}: one line for each package that is installed, removed, purged or configured. */
final class Apt implements Reader {

    private static final Set<String> COMMANDS = Set.of(
            "install",
            "reinstall",
            "remove",
            "purge",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "autoremove",
            "autopurge",
            "auto-remove",
            "dselect-upgrade",
            "build-dep",
            "satisfy");
    private static final Set<String> WITH_VALUE = Set.of(
            "-t", "--target-release", "--default-release", "-a", "--host-architecture", "-P", "--build-profiles");
    /** Settings may be anything; {@code -} and a bundle with {@code o} or {@code c} in it has one. */
    private static final Pattern SETTING =
            Pattern.compile("^(-[a-zA-Z0-9]*[oc]|--o|--c|--$|--simulate=|--s=|--no-act=)");

    private static final Pattern INSTALL = Pattern.compile("Inst (\\S+)(?: \\[([^\\]]*)\\])? \\((\\S+) .*");
    private static final Pattern REMOVE = Pattern.compile("(?:Remv|Purg) (\\S+)(?: \\[([^\\]]*)\\])?.*");
    private static final Pattern CONFIGURE = Pattern.compile("Conf (\\S+) .*");
    private static final Pattern ANY = Pattern.compile("[A-Z][a-z]{3} .*");

    /** The simulation is asked for last, where nothing turns it off again; not every command heeds it. */
    @Override
    public List<String> words(Question question) throws UnreadableException {
        String command = "";
        boolean value = false;
        for (String word : question.argv().subList(1, question.argv().size())) {
            if (value || !word.startsWith("-")) {
                command = value || !command.isEmpty() ? command : word;
                value = false;
            } else if (SETTING.matcher(word).find()) {
                throw new UnreadableException("its option `" + word + "` may turn the simulation into the act");
            } else {
                value = WITH_VALUE.contains(word);
            }
        }
        if (!COMMANDS.contains(command)) {
            throw new UnreadableException("`" + command + "` is not known to heed a simulation");
        }
        List<String> words = new ArrayList<>(question.argv());
        words.add("--simulate");
        return words;
    }

    @Override
    public Answer read(Question question, ShellResult result) {
        List<Effect> effects = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Set<String> installed = new HashSet<>();
        boolean whole = true;
        for (String line : Texts.plain(result.stdout()).split("\n", -1)) {
            Matcher install = INSTALL.matcher(line);
            Matcher remove = REMOVE.matcher(line);
            Matcher configure = CONFIGURE.matcher(line);
            if (install.matches()) {
                installed.add(install.group(1));
                String before = install.group(2);
                String after = install.group(3);
                if (before == null) {
                    effects.add(effect(Verb.CREATE, install.group(1), Reversibility.RECOVERABLE));
                    told.add("installs " + install.group(1) + " " + after);
                } else {
                    boolean back = DebianVersion.of(after).compareTo(DebianVersion.of(before)) < 0;
                    Reversibility how = back ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE;
                    effects.add(effect(Verb.UPDATE, install.group(1), how));
                    told.add((back ? "DOWNGRADES " : before.equals(after) ? "reinstalls " : "upgrades ")
                            + install.group(1) + " " + before + (before.equals(after) ? "" : " to " + after));
                }
            } else if (remove.matches()) {
                effects.add(effect(Verb.DELETE, remove.group(1), Reversibility.IRREVERSIBLE));
                String version = remove.group(2) == null ? "" : " " + remove.group(2);
                told.add((line.startsWith("Purg") ? "REMOVES with its settings " : "REMOVES ")
                        + remove.group(1)
                        + version);
            } else if (configure.matches()) {
                if (installed.add(configure.group(1))) {
                    effects.add(effect(Verb.UPDATE, configure.group(1), Reversibility.RECOVERABLE));
                    told.add("configures " + configure.group(1));
                }
            } else if (line.endsWith(" set to manually installed.")) {
                String name = line.substring(0, line.indexOf(' '));
                effects.add(effect(Verb.UPDATE, name, Reversibility.RECOVERABLE));
                told.add("marks as installed by hand " + name);
            } else {
                whole &= !ANY.matcher(line).matches() || isProse(line);
            }
        }
        String text = told.isEmpty() ? "changes no packages" : String.join("\n", told);
        return new Answer(effects, whole, text, text);
    }

    /** {@code Note, selecting …} and the like do not begin with a word of four letters and a package. */
    private static boolean isProse(String line) {
        return line.endsWith(".") || line.endsWith(":") || line.endsWith("!");
    }

    private static Effect effect(Verb verb, String name, Reversibility inherent) {
        Resource resource = Texts.resource("package", "system/" + name);
        return Effect.of(verb, resource, inherent);
    }
}
