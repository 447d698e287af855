package io.brattice.shell.rehearsal;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code pip install --dry-run --report -}: what would be installed, and which very file of it. Never builds anything. */
final class Pip implements Reader {

    /** Building a source package runs its code; so only wheels are looked at, and where there is none there is no answer. */
    private static final List<String> QUIETLY = List.of(
            "--dry-run",
            "--quiet",
            "--report",
            "-",
            "--only-binary",
            ":all:",
            "--no-input",
            "--disable-pip-version-check",
            "--no-color");

    private static final Set<String> FLAGS = Set.of(
            "-U",
            "--upgrade",
            "--user",
            "--pre",
            "--no-deps",
            "-q",
            "-qq",
            "--quiet",
            "-v",
            "--verbose",
            "-I",
            "--ignore-installed",
            "--force-reinstall",
            "--break-system-packages",
            "--no-cache-dir",
            "--no-input",
            "--no-color",
            "--disable-pip-version-check",
            "--prefer-binary",
            "--no-warn-script-location",
            "--only-binary=:all:"); // what is run instead of the command's own words has it already
    /** Options with a value that is no path and no address. */
    private static final Set<String> VALUES =
            Set.of("--timeout", "--default-timeout", "--retries", "--progress-bar", "--root-user-action");

    private static final Pattern REQUIREMENT = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._,-]*\\])?([=<>!~,][A-Za-z0-9.*+!=<>~,_-]*)?(;.*)?");
    private static final Pattern ARCHIVE =
            Pattern.compile("\\.(zip|whl|tar|gz|tgz|bz2|tbz|xz|txz|lzma|tlz)$", Pattern.CASE_INSENSITIVE);

    @Override
    public List<String> words(Question question) throws UnreadableException {
        List<String> words = new ArrayList<>(question.argv());
        int install = words.indexOf("install");
        boolean module = install == 3 && words.subList(1, 3).equals(List.of("-m", "pip"));
        if (install != 1 && !module) {
            throw new UnreadableException("only `install` has a rehearsal");
        }
        for (int i = install + 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean file = word.equals("-r")
                    || word.equals("--requirement")
                    || word.equals("-c")
                    || word.equals("--constraint");
            if (file && i + 1 < words.size()) {
                refuseBuilds(question.cwd().resolve(words.get(++i)));
            } else if (VALUES.contains(word) && i + 1 < words.size()) {
                i++;
            } else if (VALUES.stream()
                            .noneMatch(option -> word.startsWith(option + "=")) // a number, or how progress is shown
                    && !isPlain(word)
                    && !FLAGS.contains(word)
                    && !word.equals("--dry-run")) {
                throw new UnreadableException("`" + word + "` may build code");
            }
        }
        words.addAll(install + 1, QUIETLY);
        return words;
    }

    private static void refuseBuilds(Path requirements) throws UnreadableException {
        try {
            for (String line : Files.readAllLines(requirements)) {
                String plain = line.replaceAll("(^|\\s)#.*", "").strip();
                if (!plain.isEmpty() && !isPlain(plain.replaceAll("\\s", ""))) {
                    throw new UnreadableException("a line of `" + requirements.getFileName() + "` may build code");
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableException("its requirements cannot be read");
        }
    }

    /** A name with extras, versions and a marker: neither a folder, a file nor an address. */
    private static boolean isPlain(String requirement) {
        return REQUIREMENT.matcher(requirement).matches()
                && !ARCHIVE.matcher(requirement).find();
    }

    @Override
    public Answer read(Question question, ShellResult result) throws UnreadableException {
        Map<String, Object> report = JsonText.object(result.stdout());
        if (!JsonText.text(report, "version").equals("1") || !(report.get("install") instanceof List<?>)) {
            throw new UnreadableException("its report is of a version that is not known");
        }
        List<Effect> effects = new ArrayList<>();
        List<String> told = new ArrayList<>();
        StringBuilder seen = new StringBuilder();
        for (Object item : JsonText.list(report, "install")) {
            Map<String, Object> one = JsonText.asObject(item);
            Map<String, Object> metadata = JsonText.object(one, "metadata");
            String name = JsonText.text(metadata, "name");
            if (name.isEmpty()) {
                throw new UnreadableException("its report has a package without a name");
            }
            effects.add(Effect.of(Verb.CREATE, Texts.resource("package", "pypi/" + name), Reversibility.RECOVERABLE));
            told.add("installs " + name + " " + JsonText.text(metadata, "version") + " from "
                    + JsonText.text(JsonText.object(one, "download_info"), "url"));
            JsonText.write(
                    List.of(name, JsonText.text(metadata, "version"), JsonText.object(one, "download_info")), seen);
        }
        return new Answer(
                effects, true, seen.toString(), told.isEmpty() ? "installs nothing" : String.join("\n", told));
    }
}
