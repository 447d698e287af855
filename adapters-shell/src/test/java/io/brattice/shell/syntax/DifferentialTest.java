package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks bash whether it accepts what the parser accepts; the other way round a few texts may be refused. */
class DifferentialTest {
    private static final boolean LONG = Boolean.getBoolean("brattice.long");

    @TempDir
    Path folder;

    @Test
    void everySnippetIsAcceptedAndNoneIsOpaque() throws Exception {
        List<String> snippets = Snippets.all();
        Verdicts verdicts = compare(snippets);
        assertEquals(List.of(), verdicts.falseAccepts());
        assertEquals(List.of(), verdicts.falseRejects());
        assertEquals(snippets.size(), verdicts.accepted());
        assertEquals(0, verdicts.opaque());
    }

    @Test
    void mutatedSnippetsAreNeverAcceptedAgainstBash() throws Exception {
        long seed = 4_711;
        Random random = new Random(seed);
        Mutations mutations = new Mutations(random);
        List<String> snippets = Snippets.all();
        List<String> texts = new ArrayList<>();
        int count = LONG ? 60_000 : 1_500;
        for (int i = 0; i < count; i++) {
            texts.add(mutations.mutate(snippets.get(random.nextInt(snippets.size()))));
        }
        Verdicts verdicts = compare(texts);
        assertEquals(List.of(), verdicts.falseAccepts(), "seed " + seed);
        assertTrue(verdicts.falseRejects().size() < count / 50, () -> "false rejects " + verdicts.falseRejects());
    }

    @Test
    void scriptsOfThisMachineAreReadAsBashReadsThem() throws Exception {
        Assumptions.assumeTrue(LONG, "reads the scripts of this machine only with -Dbrattice.long=true");
        List<String> scripts = scripts();
        Assumptions.assumeTrue(scripts.size() > 20, "no shell scripts on this machine");
        TreeSet<String> lines = new TreeSet<>();
        for (String script : scripts) {
            for (String line : script.split("\n", -1)) {
                if (!line.isBlank() && !line.strip().startsWith("#") && !line.endsWith("\\")) {
                    lines.add(line.strip());
                }
            }
        }
        for (List<String> texts : List.of(scripts, List.copyOf(lines))) {
            Verdicts verdicts = compare(texts);
            assertEquals(List.of(), verdicts.falseAccepts());
            assertTrue(verdicts.falseRejects().size() <= texts.size() / 500, () -> "" + verdicts.falseRejects());
            assertTrue(verdicts.opaque() <= texts.size() / 100, () -> verdicts.opaque() + " of " + texts.size());
        }
    }

    private record Verdicts(int accepted, int opaque, List<String> falseAccepts, List<String> falseRejects) {}

    private Verdicts compare(List<String> texts) throws Exception {
        List<Boolean> bash = new Bash(folder).accepts(texts);
        int accepted = 0;
        int opaque = 0;
        List<String> falseAccepts = new ArrayList<>();
        List<String> falseRejects = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            try {
                Script script = Parser.parse(text);
                accepted++;
                opaque += script.toString().contains("Opaque[") ? 1 : 0;
                if (!bash.get(i)) {
                    falseAccepts.add(text);
                } else {
                    assertEquals(script, Parser.parse(Printer.print(script)), text);
                }
            } catch (SyntaxException e) {
                if (bash.get(i)) {
                    falseRejects.add(text + "  ## " + e.getMessage());
                }
            }
        }
        return new Verdicts(accepted, opaque, falseAccepts, falseRejects);
    }

    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (String place : List.of(
                "/var/lib/dpkg/info",
                "/usr/bin",
                "/usr/sbin",
                "/etc/init.d",
                "/usr/lib/git-core",
                "/usr/share/bash-completion/completions")) {
            Path folder = Path.of(place);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file) && Files.size(file) < Parser.MAX_LENGTH) {
                        read(file, place.endsWith("completions"), scripts);
                    }
                }
            }
        }
        return scripts;
    }

    private static void read(Path file, boolean completion, List<String> scripts) throws IOException {
        try {
            String text = Files.readString(file);
            boolean shell = text.matches("(?s)#! ?/(usr/)?bin/(env )?(ba|da)?sh\\b.*");
            if ((shell || completion) && text.indexOf('\0') < 0) {
                scripts.add(text);
            }
        } catch (CharacterCodingException e) {
            // not a text in UTF-8: not one of the texts the parser is for
            return;
        }
    }
}
