package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told about a line with a word that is not known covers what is told once the word is known, whatever it is. */
class DoubtTest {

    private static final String[] ROWS = {
        "'options': { '-n --number': '', '--help': 'help', '-q': 'rehearse', '--no-q': 'perform' }, 'operands': 'read...'",
        "'options': { '-f': 'read', '-e --exp': 'text; operands read...', '-n': 'rehearse if |a|b' }, 'operands': 'text read... list'",
        "'options': { '-f': 'text', '-e': '[text]', '-n': 'rehearse' }, 'operands': 'delete...'",
        "'options': { '-f': 'text', '-o': 'write', '-n': 'rehearse' }, 'operands': 'delete read-tree...'",
        "'style': 'posix', 'options': { '-f': 'text', '-n': '' }, 'operands': 'text command'",
        "'style': 'long', 'options': { '-f': 'text', '-n': 'rehearse', '--exp': '[text]; rehearse unless a' }, 'operands': '[mode] [write]'",
        "'style': 'single', 'options': { '-f': 'text', '-exp': 'rehearse' }, 'operands': 'touch...'",
        "'style': 'keys', 'options': { 'f': 'read', 'n': 'write', 'exp': '' }",
        "'options': { '-f': 'text', '-n': 'rehearse' }, 'operands': 'text...', 'why': 'w', 'acts': ['delete {1}', 'write x/{operands}', 'read {-f}']",
        "'options': { '-f': 'text' }, 'commands': { 'a': { 'options': { '-n': 'rehearse' }, 'operands': 'delete...' }, 'b': { 'operands': 'read...' } }",
    };

    private static final String[] WORDS = {
        "-n",
        "-q",
        "--no-q",
        "-f",
        "-fx",
        "-e",
        "-ea",
        "--exp",
        "--exp=a",
        "--exp=b",
        "-exp",
        "-exp=false",
        "--help",
        "--",
        "-",
        "-o",
        "-oz",
        "a",
        "b",
        "x/y",
        "f=1",
        "n=2",
        "exp",
        "z"
    };

    @Test
    void whatIsNotKnownIsNeverMilder() {
        long seed = Long.getLong("seed", 20_261_127L);
        int rounds = Integer.getInteger("rounds", 20_000);
        Random random = new Random(seed);
        List<Program> rows = new ArrayList<>();
        for (String json : ROWS) {
            rows.add(Told.row(json));
        }
        for (int round = 0; round < rounds; round++) {
            int which = random.nextInt(ROWS.length);
            Program row = rows.get(which);
            List<Term> known = new ArrayList<>(List.of(Term.of("p")));
            List<Term> open = new ArrayList<>(List.of(Term.of("p")));
            int length = random.nextInt(5) + 1;
            int doubt = random.nextInt(length);
            for (int i = 0; i < length; i++) {
                String word = WORDS[random.nextInt(WORDS.length)];
                if (i != doubt) {
                    known.add(Term.of(word));
                    open.add(Term.of(word));
                } else if (random.nextBoolean()) {
                    known.add(Term.of(word));
                    open.add(Term.beginning(word.substring(0, random.nextInt(word.length() + 1))));
                } else {
                    open.add(Term.any(""));
                    for (int more = random.nextInt(3); more > 0; more--) {
                        known.add(Term.of(WORDS[random.nextInt(WORDS.length)]));
                    }
                }
            }
            String clear = told(row, known);
            String doubtful = told(row, open);
            assertTrue(
                    covers(doubtful, clear),
                    "seed " + seed + ", round " + round + "\n" + ROWS[which] + "\n" + known + " tells " + clear + "\n"
                            + open + " tells " + doubtful);
        }
    }

    @Test
    void whatIsNotKnownIsNeverMilderInAnyRow() throws Exception {
        long seed = Long.getLong("seed", 20_261_128L);
        int rounds = Integer.getInteger("rounds", 40);
        Random random = new Random(seed);
        List<String> problems = new ArrayList<>();
        Rows.all()
                .forEach((name, json) -> RowReader.read(name, json)
                        .row()
                        .ifPresent(row ->
                                doubt(new RowProgram(row), row, List.of(Term.of(name)), random, rounds, problems)));
        assertEquals("", String.join("\n", problems), "seed " + seed);
    }

    private static void doubt(
            Program program, Row row, List<Term> command, Random random, int rounds, List<String> problems) {
        row.commands().forEach((word, inner) -> {
            List<Term> longer = new ArrayList<>(command);
            if (!word.isEmpty() && !word.equals("*")) {
                longer.add(Term.of(word));
            }
            doubt(program, inner, longer, random, rounds, problems);
        });
        if (!row.commands().isEmpty() || !row.toleratesUnknown()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("a", "b", "x/y", "d/", "--", "-", "1"));
        for (String option : new TreeSet<>(row.vocabulary().options().keySet())) {
            words.addAll(List.of(option, option + "=v", option + "v"));
        }
        for (int round = 0; round < rounds; round++) {
            List<Term> known = new ArrayList<>(command);
            List<Term> open = new ArrayList<>(command);
            int length = random.nextInt(4) + 1;
            int doubt = random.nextInt(length);
            for (int i = 0; i < length; i++) {
                String word = words.get(random.nextInt(random.nextBoolean() ? 7 : words.size()));
                known.add(Term.of(word));
                open.add(i != doubt ? Term.of(word) : random.nextBoolean() ? Term.beginning("") : Term.any(""));
            }
            String clear = told(program, known);
            String doubtful = told(program, open);
            if (!covers(doubtful, clear)) {
                problems.add(known + " tells " + clear + ", but " + open + " tells " + doubtful);
            }
        }
    }

    private static String told(Program row, List<Term> words) {
        Recorder recorder = new Recorder();
        row.read(new Invocation(words, Example.situation(words)), recorder);
        return recorder.toString();
    }

    /** A call that is not understood once it is known is refused by the program, or not in the row: nothing can be said about it. */
    private static boolean covers(String doubtful, String clear) {
        if (doubtful.contains("opaque") || clear.contains("opaque") || clear.isEmpty()) {
            return true;
        }
        for (String act : clear.split("; ", -1)) {
            boolean covered = act.equals("rehearsal");
            for (String other : doubtful.split("; ", -1)) {
                covered |= coversOne(act, other)
                        || coversOne(act, other.replace("read-tree ", "read "))
                        || coversOne(act, other.replace("read-tree ", "list ").replace("read ", "list "));
            }
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    private static boolean coversOne(String act, String other) {
        int open = other.indexOf('<');
        return unnamed(other).equals(unnamed(act))
                || (open < 0 ? other.equals(act) : (act + " ").startsWith(other.substring(0, open)));
    }

    /** An effect without the name of what it is done to, which may be `unknown`. */
    private static String unnamed(String act) {
        String[] words = act.split(" ", -1);
        if (words[0].equals("network")) {
            return "network";
        }
        return words.length == 3 && words[1].indexOf(':') > 0 ? words[0] + " " + words[2] : act;
    }
}
