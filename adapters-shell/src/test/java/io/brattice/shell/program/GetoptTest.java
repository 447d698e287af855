package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Options are told apart as {@code getopt_long} does, which {@code getopt} of util-linux lends to scripts. */
class GetoptTest {

    private static final String ROW =
            "{ \"program\": \"p\", \"style\": \"STYLE\", \"operands\": \"text...\", \"options\": {"
                    + " \"-a --all\": \"\", \"-b --also\": \"\", \"-o --out\": \"text\", \"-i --in-place\": \"[text]\", \"--output-all\": \"\","
                    + " \"-1\": \"\", \"--index\": \"[text]\" } }";

    private static final String[] WORDS = {
        "-a",
        "-b",
        "-o",
        "-i",
        "-1",
        "-ab",
        "-ao",
        "-aof",
        "-oa",
        "-ib",
        "-bi",
        "-i=x",
        "-o=x",
        "-x",
        "-ax",
        "--all",
        "--al",
        "--a",
        "--also",
        "--out",
        "--out=",
        "--out=v",
        "--ou",
        "--ou=v",
        "--outp",
        "--output-all",
        "--output-all=x",
        "--in",
        "--in-",
        "--in-p=x",
        "--ind",
        "--i",
        "--index=",
        "--",
        "-",
        "---",
        "f",
        "g h",
        "",
        "-'",
        "--all=1",
        "--=v"
    };

    @Test
    void tellsOptionsApartAsTheLibraryDoes() throws Exception {
        Path getopt = Path.of("/usr/bin/getopt");
        assumeTrue(
                Files.isExecutable(getopt) && theirs("", List.of("-a")).equals(Optional.of(" -a --")),
                "no getopt of util-linux");
        long seed = Long.getLong("seed", 20_261_126L);
        int rounds = Integer.getInteger("rounds", 80);
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            boolean stops = random.nextBoolean();
            List<String> argv = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                argv.add(WORDS[random.nextInt(WORDS.length)]);
            }
            assertEquals(
                    theirs(stops ? "+" : "", argv),
                    ours(stops ? "posix" : "gnu", argv),
                    "seed " + seed + ", words " + argv);
        }
    }

    private static Optional<String> ours(String style, List<String> argv) {
        Row row = RowReader.read("p", ROW.replace("STYLE", style)).row().orElseThrow();
        List<Term> words = new ArrayList<>(List.of(Term.of("p")));
        argv.forEach(word -> words.add(Term.of(word)));
        Reading reading = Parse.of(row, new Invocation(words, Told.situation(Situation.Input.CLOSED, Map.of())));
        if (reading.problem().isPresent()) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder();
        for (Reading.Found found : reading.options()) {
            String name = found.name();
            for (String full : found.option().names()) {
                name = name.startsWith("--") && full.startsWith(name) ? full : name;
            }
            all.append(' ').append(name);
            if (!found.option().values().isEmpty()) {
                all.append(' ')
                        .append(quoted(
                                found.values().isEmpty()
                                        ? ""
                                        : found.values().get(0).text()));
            }
        }
        all.append(" --");
        reading.operands().forEach(operand -> all.append(' ').append(quoted(operand.text())));
        return Optional.of(all.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static Optional<String> theirs(String mode, List<String> argv) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "/usr/bin/getopt", "-o", mode + "abo:i::1", "-l", "all,also,out:,in-place::,output-all,index::", "--"));
        words.addAll(argv);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output.substring(0, output.length() - 1)) : Optional.empty();
    }
}
