package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;

/** Programs that run another one under some other circumstances, or change those of one that runs. */
final class WrappedReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        switch (reading.row().program()) {
            case "taskset" -> {
                if (reading.has("--pid")) {
                    reschedule(words.size() > 1 || anyMany(words), words, acts);
                } else {
                    run(behind(1, words), call, acts);
                }
            }
            case "chrt" -> {
                if (reading.has("--pid")) {
                    reschedule(words.size() > 1 || anyMany(words), words, acts);
                } else if (!reading.has("--max")) {
                    boolean first = !words.isEmpty() && isNumber(words.get(0));
                    run(behind(first ? 1 : 0, words), call, acts);
                }
            }
            case "ionice" -> {
                if (reading.has("--pid") || reading.has("--pgid") || reading.has("--uid")) {
                    reschedule(reading.has("--class") || reading.has("--classdata"), words, acts);
                } else {
                    run(words, call, acts);
                }
            }
            case "flock" -> flock(reading, call, acts);
            case "script" -> {
                boolean logs = reading.has("--log-in") || reading.has("--log-out") || reading.has("--log-io");
                acts.files(FileAct.WRITE, !words.isEmpty() ? words : logs ? List.of() : List.of(Term.of("typescript")));
                if (!reading.has("--command") && call.situation().input().given()) {
                    acts.opaque("it runs a shell on its input");
                }
            }
            case "watch" -> watch(reading, call, acts);
            case "unshare" -> {
                if (words.isEmpty()) {
                    acts.opaque("it opens a shell");
                } else {
                    run(words, call, acts);
                }
            }
            default -> trace(reading, call, acts);
        }
    }

    private static void flock(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        if (words.isEmpty()) {
            acts.opaque("it is not known what it locks");
            return;
        }
        if (words.size() > 1 || !isNumber(words.get(0))) {
            acts.file(FileAct.TOUCH, words.get(0));
        }
        Optional<Term> early = reading.value("--command");
        early.ifPresent(text -> acts.shell(text, call.situation()));
        List<Term> rest = behind(1, words);
        if (!rest.isEmpty()
                && (rest.get(0).text().equals("-c") || rest.get(0).text().equals("--command"))) {
            acts.shell(rest.size() > 1 ? rest.get(1) : Term.beginning(""), call.situation());
        } else {
            run(rest, call, acts);
        }
    }

    private static void watch(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        if (words.isEmpty()) {
            return;
        }
        if (reading.has("--exec")) {
            run(words, call, acts);
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Term word : words) {
            text.append(text.length() == 0 ? "" : " ").append(word.text());
            if (!word.known()) {
                acts.shell(Term.beginning(text.toString()), call.situation());
                return;
            }
        }
        acts.shell(Term.of(text.toString()), call.situation());
    }

    private static void trace(Reading reading, Invocation call, Acts acts) {
        for (Term output : reading.values("-o")) {
            boolean piped = output.text().startsWith("|")
                    || output.text().startsWith("!")
                    || output.text().isEmpty();
            if (piped) {
                acts.shell(output.known() ? Term.of(output.text().substring(1)) : Term.beginning(""), call.situation());
            } else {
                acts.file(FileAct.WRITE, output);
            }
        }
        for (Term process : reading.values("-p")) {
            acts.effect(
                    Verb.INTERRUPT,
                    process(process),
                    Reversibility.IRREVERSIBLE,
                    reading.row().why());
        }
        run(reading.operands(), call, acts);
    }

    private static void reschedule(boolean changes, List<Term> processes, Acts acts) {
        if (changes) {
            Term last = processes.isEmpty() ? Term.of("*") : processes.get(processes.size() - 1);
            acts.effect(Verb.UPDATE, process(last), Reversibility.REVERSIBLE, "changes how a process is scheduled");
        }
    }

    private static Resource process(Term process) {
        boolean plain = process.known() && process.text().matches("[A-Za-z0-9,*-]+");
        return new Resource("process:" + (plain ? process.text() : "unknown"));
    }

    private static void run(List<Term> words, Invocation call, Acts acts) {
        if (!words.isEmpty()) {
            acts.run(words, call.situation());
        }
    }

    private static List<Term> behind(int count, List<Term> words) {
        return words.subList(Math.min(count, words.size()), words.size());
    }

    private static boolean anyMany(List<Term> words) {
        return words.stream().anyMatch(Term::many);
    }

    private static boolean isNumber(Term word) {
        return word.known() && word.text().matches("[0-9]+");
    }
}
