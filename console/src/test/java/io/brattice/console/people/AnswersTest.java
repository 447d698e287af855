package io.brattice.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.StateFolder;
import io.brattice.approval.QuestionFile;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.keys.PublicKeys;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A gate waits in another process, and people answer from the command line. */
@DisabledOnOs(OS.WINDOWS)
class AnswersTest {

    private static final String PASS = "correct horse battery";

    @TempDir
    static Path keys;

    private static String vera = "";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Process> children = new ArrayList<>();
    private final List<WaitingGate> here = new ArrayList<>();
    private Path people;
    private StateFolder state;

    /** Once: a passphrase is made to take its time. */
    @BeforeAll
    static void keysOfTwo() throws IOException {
        KeyFolder.in(keys).make("admin", PASS.toCharArray());
        vera = PublicKeys.line(
                KeyFolder.in(keys).make("vera", PASS.toCharArray()).key());
    }

    @BeforeEach
    void peopleWithKeys() throws IOException {
        people = folder.resolve("people.yaml");
        state = new StateFolder(folder.resolve("state"));
        Files.writeString(people, """
                version: 1
                people:
                  - name: vera
                    roles: [sre]
                    keys:
                      - key: %s
                        from: 2026-01-01
                        until: 2099-01-01
                """.formatted(vera));
        assertEquals(
                0, run("", keysCommand(), "sign", people.toString(), "--keys=" + keys, "--key=admin"), err::toString);
        assertTrue(out.toString().startsWith("signed: serial 1, until "), out::toString);
    }

    @AfterEach
    void stop() {
        children.forEach(Process::destroyForcibly);
        here.forEach(WaitingGate::close);
    }

    private Terminal terminal(String typed) {
        return new Terminal(
                Map.of("NO_COLOR", "1"), "vera", ZoneOffset.UTC, () -> true, () -> true, () -> new Typing(typed));
    }

    /** Somebody who types only once they are asked. */
    private static final class Typing extends FilterReader {
        Typing(String text) {
            super(new StringReader(text));
        }

        @Override
        public boolean ready() {
            return false;
        }
    }

    private interface Making {
        CommandLine at(Terminal terminal, Passphrases passphrases);
    }

    private static Making keysCommand() {
        return Keys::at;
    }

    private static Making approve() {
        return (terminal, passphrases) -> new CommandLine(new Approve(terminal, passphrases));
    }

    private static Making deny() {
        return (terminal, passphrases) -> new CommandLine(new Deny(terminal, passphrases));
    }

    private static Making pending() {
        return (terminal, passphrases) -> new CommandLine(new Pending(terminal));
    }

    private int run(String typed, Making command, String... arguments) {
        return run(command.at(terminal(typed), prompt -> PASS.toCharArray()), arguments);
    }

    private int run(CommandLine command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The same in this process, for what needs no other one. */
    private WaitingGate gateHere() throws IOException {
        WaitingGate gate = new WaitingGate(state, people, keys.resolve("admin.pub.pem"));
        here.add(gate);
        return gate;
    }

    private Process gate() throws IOException {
        Process gate = new ProcessBuilder(java(
                        WaitingGate.class.getName(),
                        state.root().toString(),
                        people.toString(),
                        keys.resolve("admin.pub.pem").toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        children.add(gate);
        return gate;
    }

    private static String line(Process process) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return reader.lines()
                .filter(line -> line.startsWith(WaitingGate.OUTCOME))
                .map(line -> line.substring(WaitingGate.OUTCOME.length()))
                .findFirst()
                .orElse("nothing");
    }

    /** The ticket of the one question, once it lies open. */
    private String ticket() throws IOException {
        Path questions = state.ledger().resolve("questions");
        await(() -> Files.isDirectory(questions) && names(questions).stream().anyMatch(name -> name.endsWith(".json")));
        return names(questions).get(0).replace(".json", "");
    }

    private QuestionFile question(String ticket) throws IOException {
        return QuestionFile.read(
                Files.readAllBytes(state.ledger().resolve("questions").resolve(ticket + ".json")));
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it did not come about within 40 s");
            Thread.onSpinWait();
        }
    }

    private String[] at(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--state=" + state.root());
        return all.toArray(new String[0]);
    }

    private String[] asVera(String... words) {
        List<String> all = new ArrayList<>(List.of(at(words)));
        all.add("--keys=" + keys);
        all.add("--key=vera");
        return all.toArray(new String[0]);
    }

    /** What a person types who says yes to what cannot be taken back. */
    private String yes(String ticket) throws IOException {
        return "y\n" + question(ticket).question().digest().hex().substring(0, 6) + "\n";
    }

    @Test
    void whatIsPendingIsListedShownInFullAndApproved() throws Exception {
        Process gate = gate();
        String ticket = ticket();
        assertEquals(0, run("", pending(), at()));
        assertTrue(out.toString().contains(ticket) && out.toString().contains("ops-bot for on-call"), out::toString);
        assertEquals(0, run("", pending(), at("--json")));
        assertTrue(out.toString().contains("\"can_be_answered\":true"), out::toString);

        assertEquals(0, run(yes(ticket), approve(), asVera(ticket)), () -> out + err.toString());
        assertTrue(out.toString().contains("/to = \"all@example.com\""), out::toString);
        assertTrue(out.toString().endsWith("yes of vera: it counts, and the call may run once\n"), out::toString);
        assertEquals("ran: sent {\"text\":\"we are down\",\"to\":\"all@example.com\"}", line(gate));

        assertEquals(0, run("", pending(), at()));
        assertTrue(out.toString().startsWith("nothing waits for an answer"), out::toString);
        assertEquals(1, run("y\n", approve(), asVera(ticket)));
        assertEquals("brattice: the question `" + ticket + "` waits for no answer any more\n", err.toString());
        assertEquals(2, run("", approve(), asVera(ticket + "x")));
        assertTrue(err.toString().startsWith("brattice: there is no question `" + ticket + "x`"), err::toString);
    }

    @Test
    void aDenialIsToldToTheAgent() throws Exception {
        var outcome = gateHere().call().toCompletableFuture();
        assertEquals(0, run("", deny(), asVera(ticket(), "--why=not at night", "--json")), () -> out + err.toString());
        assertTrue(out.toString().endsWith("\"yes\":false}\n"), out::toString);
        assertEquals("refused: `vera` said no: not at night", WaitingGate.said(outcome.get(40, TimeUnit.SECONDS)));
    }

    @Test
    void aQuestionThatIsCarriedAsAFileIsAnsweredWithoutTheFolder() throws Exception {
        var outcome = gateHere().call().toCompletableFuture();
        String ticket = ticket();
        Path carried =
                Files.copy(state.ledger().resolve("questions").resolve(ticket + ".json"), folder.resolve("q.json"));
        Path answer = folder.resolve("a.json");
        assertEquals(
                0,
                run(yes(ticket), approve(), "--question=" + carried, "--out=" + answer, "--keys=" + keys, "--key=vera"),
                () -> out + err.toString());
        assertEquals(
                4,
                run(
                        yes(ticket),
                        approve(),
                        "--question=" + carried,
                        "--out=" + answer,
                        "--keys=" + keys,
                        "--key=vera"));
        assertTrue(err.toString().contains("is there already"), err::toString);
        Files.copy(answer, state.ledger().resolve("answers").resolve(ticket + ".by-chat.json"));
        String ended = WaitingGate.said(outcome.get(40, TimeUnit.SECONDS));
        assertTrue(ended.startsWith("ran: "), ended);
    }

    @Test
    void aCarriedQuestionThatWasChangedIsNotShown() throws Exception {
        gateHere().call();
        String ticket = ticket();
        String text = Files.readString(state.ledger().resolve("questions").resolve(ticket + ".json"));
        Path changed = Files.writeString(folder.resolve("q.json"), text.replace("we are down", "all is well"));
        assertEquals(
                4,
                run(
                        "y\n",
                        approve(),
                        "--question=" + changed,
                        "--out=" + folder.resolve("a"),
                        "--keys=" + keys,
                        "--key=vera"));
        assertTrue(err.toString().contains("was changed: it holds another question"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void aQuestionThatSomebodyReplacedIsNotShown() throws Exception {
        gateHere().call();
        String ticket = ticket();
        QuestionFile real = question(ticket);
        io.brattice.approval.Question asked = real.question();
        io.brattice.approval.Question harmless = new io.brattice.approval.Question(
                ticket,
                new io.brattice.action.ToolCall(
                        asked.call().id(),
                        "mail",
                        io.brattice.action.Arguments.of("to", "me"),
                        asked.call().caller(),
                        ""),
                asked.assessment(),
                asked.preview(),
                asked.verdict(),
                asked.policy(),
                asked.tool(),
                asked.undo(),
                List.of(),
                List.of(),
                java.util.Optional.empty(),
                List.of(),
                asked.asked(),
                asked.answerBy());
        io.brattice.journal.Postbox.of(state.ledger()).show(ticket, new QuestionFile(real.ledger(), harmless).bytes());
        assertEquals(1, run("y\n", approve(), asVera(ticket)));
        assertTrue(
                err.toString().contains("is another question than the one that waits: somebody replaced it"),
                err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void whoIsRevokedMeanwhileIsToldThatItDoesNotCount() throws Exception {
        var outcome = gateHere().call().toCompletableFuture();
        String ticket = ticket();
        String id = KeyFolder.in(keys).get("vera").key().id();
        assertEquals(
                0,
                run(
                        "",
                        keysCommand(),
                        "revoke",
                        id.substring(0, 12),
                        "--people=" + people,
                        "--keys=" + keys,
                        "--key=admin"),
                () -> out + err.toString());
        assertTrue(out.toString().contains("signed: serial 2, until "), out::toString);
        assertEquals(0, run("", keysCommand(), "list", "--people=" + people));
        assertTrue(out.toString().contains("revoked since "), out::toString);

        assertEquals(1, run(yes(ticket), approve(), asVera(ticket)), () -> out + err.toString());
        assertTrue(
                out.toString().contains("yes of vera: it does not count: the key of `vera` is revoked since "),
                out::toString);
        assertFalse(outcome.isDone());
    }

    @Test
    void whoseKeyNobodyKnowsAndWhoClaimsAnothersNameIsToldThatItDoesNotCount() throws Exception {
        gateHere().call();
        String ticket = ticket();
        assertEquals(
                1,
                run(yes(ticket), approve(), at(ticket, "--keys=" + keys, "--key=admin", "--name=vera")),
                out::toString);
        assertTrue(out.toString().contains("it does not count: nobody here holds the key `"), out::toString);
        assertEquals(1, run(yes(ticket), approve(), asVera(ticket, "--name=boss")), out::toString);
        assertTrue(
                out.toString().contains("it does not count: it is signed by `vera` in the name of `boss`"),
                out::toString);
    }

    @Test
    void silenceAWrongWordAndAWrongPassphraseAnswerNothing() throws Exception {
        gateHere().call();
        String ticket = ticket();
        Path answers = state.ledger().resolve("answers");
        assertEquals(1, run("", approve(), asVera(ticket)));
        assertEquals("brattice: nothing was answered: the question waits as before\n", err.toString());
        assertEquals(1, run("y\n000000\n", approve(), asVera(ticket)));
        CommandLine wrong =
                new CommandLine(new Approve(terminal(yes(ticket)), prompt -> "another passphrase".toCharArray()));
        assertEquals(4, run(wrong, asVera(ticket)));
        assertTrue(err.toString().contains("the passphrase is not the one of this key"), err::toString);
        CommandLine nobody = new CommandLine(new Approve(
                new Terminal(Map.of(), "vera", ZoneOffset.UTC, () -> false, () -> false, () -> new Typing("y\n")),
                Passphrases.ofTerminal()));
        assertEquals(1, run(nobody, asVera(ticket)));
        assertEquals("brattice: a person answers at a terminal, and there is none\n", err.toString());
        assertEquals(2, run("", approve(), at("--keys=" + keys, ticket)));
        assertTrue(err.toString().contains("there are several keys; say which by --key: admin, vera"), err::toString);
        assertEquals(2, run("", approve(), asVera()));
        assertEquals(List.of(), names(answers));
    }

    @Test
    void anAnswerThatNoGateTakesLiesThereAndIsTakenWhenTheCallComesAgain() throws Exception {
        Process gate = gate();
        String ticket = ticket();
        QuestionFile file = question(ticket);
        gate.destroyForcibly().waitFor();
        assertEquals(0, run("", pending(), at()), err::toString);
        assertTrue(out.toString().contains(ticket), "it was killed, and the question still waits: " + out);
        Path carried = Files.write(folder.resolve("q.json"), file.bytes());
        Path answer = folder.resolve("a.json");
        assertEquals(
                0,
                run(
                        yes(ticket),
                        approve(),
                        "--question=" + carried,
                        "--out=" + answer,
                        "--keys=" + keys,
                        "--key=vera"));
        Files.copy(answer, state.ledger().resolve("answers").resolve(ticket + ".json"));
        assertTrue(line(gate()).startsWith("ran: "));
    }

    /** The passphrase is typed at a real terminal, unseen, and is read from nowhere else. */
    @Test
    void aPassphraseIsTypedAtATerminal() throws Exception {
        assumeTrue(isThere("script"), "there is no `script`, which makes a terminal");
        Path mine = folder.resolve("typed");
        try (Pty pty = new Pty(java("io.brattice.console.Main", "keys", "new", "omar", "--keys=" + mine))) {
            pty.awaitText("a new passphrase, at least 12 characters > ");
            pty.type(PASS);
            pty.awaitText("the same again > ");
            pty.type(PASS);
            assertEquals(0, pty.end(), pty::text);
            assertFalse(pty.text().contains(PASS), pty::text);
            assertTrue(pty.text().contains("  - name: omar"), pty::text);
        }
        KeyFolder typed = KeyFolder.in(mine);
        assertEquals(
                "Ed25519",
                typed.open(typed.get("omar"), PASS.toCharArray()).getAlgorithm().replace("EdDSA", "Ed25519"));

        Process gate = gate();
        String ticket = ticket();
        try (Pty pty = new Pty(java("io.brattice.console.Main", prepend("approve", asVera(ticket))))) {
            pty.awaitText("[y]es / [n]o / [o]pen N / [e]dit / [?] > ");
            pty.type("y");
            pty.awaitText(") > ");
            pty.type(question(ticket).question().digest().hex().substring(0, 6));
            pty.awaitText("passphrase of `vera` (ed25519:");
            pty.type(PASS);
            assertEquals(0, pty.end(), pty::text);
            assertFalse(pty.text().contains(PASS), pty::text);
        }
        String ended = line(gate);
        assertTrue(ended.startsWith("ran: "), ended);
    }

    @Test
    void aPassphraseInAPipeIsNotRead() throws Exception {
        Process piped = new ProcessBuilder(
                        java("io.brattice.console.Main", "keys", "new", "omar", "--keys=" + folder.resolve("p")))
                .redirectErrorStream(true)
                .start();
        children.add(piped);
        try (OutputStream in = piped.getOutputStream()) {
            in.write((PASS + "\n" + PASS + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(piped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(4, piped.waitFor());
        assertTrue(said.contains("it is read from nowhere else"), said);
        assertTrue(Files.notExists(folder.resolve("p")));
    }

    private static String[] prepend(String first, String[] rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(new String[0]);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A command at a terminal of its own, made by util-linux's {@code script}. */
    private static final class Pty implements AutoCloseable {

        private final Process process;
        private final Reader reader;
        private final StringBuilder text = new StringBuilder();

        Pty(List<String> command) throws IOException {
            StringBuilder line = new StringBuilder();
            command.forEach(
                    word -> line.append('\'').append(word.replace("'", "'\\''")).append("' "));
            process = new ProcessBuilder("script", "-qfec", line.toString(), "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        }

        void awaitText(String wanted) throws IOException {
            int from = text.length();
            while (text.indexOf(wanted, from) < 0) {
                int c = reader.read();
                assertTrue(c >= 0, () -> "ended without `" + wanted + "`: " + text);
                text.append((char) c);
            }
        }

        void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        int end() throws IOException, InterruptedException {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return process.waitFor();
        }

        String text() {
            return text.toString();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
