package io.brattice.aws.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.aws.call.AwsException;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a line is read as, and what the real program sends for it: the line and the call that it was read as are both sent to a server on this
 * machine, and must look alike there.
 */
class RealCommandLineTest {

    private static final boolean ALL = Boolean.getBoolean("brattice.long");

    @TempDir
    Path folder;

    @Test
    void aLineIsReadAsTheCallThatTheProgramSends() throws Exception {
        Path aws = Programs.aws();
        Files.writeString(folder.resolve("policy.json"), "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        Files.writeString(
                folder.resolve("task.json"),
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"i\",\"memory\":512}]}");
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        try (RecordingServer server = new RecordingServer()) {
            Execution execution =
                    new Execution(Programs.variables(server.address(), folder), Duration.ofMinutes(1), 1 << 20);
            CliSender sender = CliSender.by(aws, execution);
            for (String line : lines()) {
                sent++;
                difference(line, aws, execution, sender, server).ifPresent(wrong::add);
            }
        }
        assertEquals(List.of(), wrong, "of " + sent + " lines");
    }

    private Optional<String> difference(
            String line, Path aws, Execution execution, CliSender sender, RecordingServer server) throws Exception {
        Told told = Lines.read(line, folder);
        if (!told.opaque().isEmpty()
                || told.sent().size() != 1
                || !told.sent().get(0).whole()) {
            return Optional.of(line + "\n  is read as " + told.sent() + " " + told.opaque());
        }
        List<String> words = Lines.words(line);
        words.set(0, aws.toString());
        words.addAll(List.of("--endpoint-url", server.address()));
        ShellResult result = execution.run(words, folder);
        List<String> byLine = normal(server.take());
        AwsException refused = assertThrows(
                AwsException.class, () -> sender.send(told.sent().get(0).call()), line);
        List<String> byCall = normal(server.take());
        boolean same = !byLine.isEmpty() && byLine.equals(byCall);
        return same
                ? Optional.empty()
                : Optional.of(line + "\n  line " + byLine + " "
                        + result.stderr().lines().limit(3).toList() + "\n  call " + byCall + " "
                        + refused.getMessage());
    }

    /** Without what is made up anew each time; the members of JSON in one order, as are those of a form. */
    private static List<String> normal(List<String> requests) {
        List<String> normal = new ArrayList<>();
        for (String request : requests) {
            String plain = request.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID");
            int end = plain.indexOf('\n');
            String body = plain.substring(end + 1);
            normal.add(plain.substring(0, end) + "\n" + ordered(body));
        }
        return normal;
    }

    private static String ordered(String body) {
        if (body.startsWith("{")) {
            return io.brattice.action.Arguments.fromJson(body).json();
        }
        if (body.startsWith("<")) { // elements in any order: each with what stands before it
            List<String> elements = new ArrayList<>(List.of(body.split("(?=<[^/])", -1)));
            elements.sort(null);
            return elements.toString().replaceAll("</[^>]*>", "");
        }
        Map<String, String> fields = new TreeMap<>();
        for (String field : body.split("&", -1)) {
            fields.put(field, "");
        }
        return fields.keySet().toString();
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line : Programs.resource("lines.txt")) {
            if (line.equals("# the rest") && !ALL) {
                break;
            }
            if (!line.startsWith("#") && !line.isBlank()) {
                lines.add(line);
            }
        }
        assertTrue(lines.size() >= 3);
        return lines;
    }

    /** The programs that these tests need, if they are there. */
    static final class Programs {

        private Programs() {}

        static Path aws() {
            for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
                Path program = Path.of(place, "aws");
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
            System.out.println("skipped: no `aws` on the PATH");
            return Assumptions.abort("no `aws` on the PATH");
        }

        /** Nothing of this machine's own configuration, and no address but the given one. */
        static Map<String, String> variables(String address, Path home) {
            Map<String, String> variables = new TreeMap<>();
            variables.put("PATH", System.getenv("PATH"));
            variables.put("HOME", home.toString());
            variables.put("AWS_CONFIG_FILE", home.resolve("no-config").toString());
            variables.put(
                    "AWS_SHARED_CREDENTIALS_FILE",
                    home.resolve("no-credentials").toString());
            variables.put("AWS_ACCESS_KEY_ID", "made-up");
            variables.put("AWS_SECRET_ACCESS_KEY", "made-up");
            variables.put("AWS_DEFAULT_REGION", "eu-west-1");
            variables.put("AWS_EC2_METADATA_DISABLED", "true");
            variables.put("AWS_MAX_ATTEMPTS", "1");
            variables.put("AWS_ENDPOINT_URL", address);
            variables.put("LC_ALL", "C.UTF-8");
            return variables;
        }

        static List<String> resource(String name) {
            try (java.io.InputStream in = Programs.class.getResourceAsStream(name)) {
                return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
