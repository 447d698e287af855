package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.files.LocalWorld;
import io.brattice.shell.containment.Containment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of lines with the arguments of the tool is what the tool says. */
class BackgroundJudgedTest {

    @TempDir
    Path folder;

    @Test
    void theToolAndTheReportAgree() throws Exception {
        assumeTrue(Containment.ofThisHost().holds(), "this host contains nothing");
        Path home = Files.createDirectory(folder.toRealPath().resolve("home"));
        Path work = Files.createDirectory(home.resolve("work"));
        Path store = folder.toRealPath().resolve("store");
        ShellTool tool =
                ShellTool.builder().workspace(work).home(home).store(store).build();
        ShellClassifier classifier = ShellClassifier.builder()
                .workspace(work)
                .home(home)
                .asTheToolWould(store)
                .containing(true)
                .environment(ShellClassifier.environment(home))
                .build();
        for (String line : List.of(
                "perl server.pl",
                "perl server.pl &",
                "touch x",
                "rm -rf .",
                "echo x >/tmp/y",
                "cat ~/.ssh/id_rsa",
                "curl https://example.org/",
                "curl http://localhost:8080/",
                "docker ps",
                "if")) {
            for (Map<String, Boolean> flags : List.of(
                    Map.of("background", true),
                    Map.of("background", false),
                    Map.of("contained", false),
                    Map.of("background", true, "contained", false))) {
                Arguments arguments = Arguments.of("command", line);
                for (Map.Entry<String, Boolean> flag : flags.entrySet()) {
                    arguments = arguments.with(flag.getKey(), flag.getValue());
                }
                Assessment said = tool.classifier()
                        .orElseThrow()
                        .assess(new ToolCall("c", "bash", arguments, Caller.agent("tester"), ""))
                        .orElseThrow();
                Judged judged = classifier.judge(arguments, work, new LocalWorld());
                assertEquals(
                        said.reversibility() + " " + said.inherent() + " " + said.reasons(),
                        judged.assessment().reversibility() + " "
                                + judged.assessment().inherent() + " "
                                + judged.assessment().reasons(),
                        line + flags);
                boolean refused = said.reasons().get(0).startsWith("it is refused");
                assertEquals(
                        flags.containsKey("background") && flags.get("background")
                                ? !refused
                                : said.reasons().get(0).startsWith("it runs contained"),
                        judged.contained(),
                        line + flags);
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> classifier.judge(Arguments.of("command", "ls", "background", "yes"), work, new LocalWorld()));
    }
}
