package io.brattice.console.policy;

import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.approval.VisibleText;
import io.brattice.policy.Evidence;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.prove.Proof;
import io.brattice.rulebook.prove.Prover;
import io.brattice.rulebook.prove.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy prove}: whether rulebooks guarantee something, whatever is called. */
@Command(
        name = "prove",
        description =
                "Prove that rulebooks guarantee something, or show a call that breaks it. --list shows what can be"
                        + " asked.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is proven",
            "1:there is a call that breaks it",
            "2:the command line was not understood",
            "3:it is undecided",
            "4:a file cannot be read, or is no rulebook"
        })
final class ProveCommand implements Callable<Integer> {

    private static final int PROVEN = 0;
    private static final int BROKEN = 1;
    private static final int MISUNDERSTOOD = 2;
    private static final int UNDECIDED = 3;
    private static final int UNREADABLE = 4;

    private final RulebookFiles rulebooks;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "In quotes, for example \"people-for-irreversible production 2\".")
    private String question = "";

    @Parameters(index = "1..*", paramLabel = "FILES", description = "The rulebooks, the upper layers first.")
    private List<Path> files = List.of();

    @Option(names = "--list", description = "Show what can be asked.")
    private boolean list;

    @Option(
            names = "--seconds",
            paramLabel = "COUNT",
            defaultValue = "60",
            description = "How long it may take; then it is undecided.")
    private long seconds = 60;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    ProveCommand(RulebookFiles rulebooks) {
        this.rulebooks = rulebooks;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        if (list) {
            Question.ALL.forEach(out::println);
            out.flush();
            return PROVEN;
        }
        if (question.isEmpty() || files.isEmpty()) {
            command.getErr().println("brattice: pass a question and the rulebooks; `--list` shows what can be asked");
            return MISUNDERSTOOD;
        }
        try {
            Question asked =
                    Question.of(Stream.of(question.strip().split("\\s+", -1)).toList());
            Prover prover = Prover.of(rulebooks.read(files), rulebooks.commands());
            Proof proof = prover.prove(asked, Duration.ofSeconds(seconds));
            if (json) {
                out.println(json(asked, proof));
            } else {
                print(asked, proof, out);
            }
            return switch (proof.outcome()) {
                case PROVEN -> PROVEN;
                case COUNTEREXAMPLE -> BROKEN;
                case UNDECIDED -> UNDECIDED;
            };
        } catch (IllegalArgumentException e) {
            command.getErr().println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return MISUNDERSTOOD;
        } catch (IOException e) {
            command.getErr().println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private static void print(Question asked, Proof proof, PrintWriter out) {
        out.println(
                switch (proof.outcome()) {
                    case PROVEN -> "proven: " + asked.words();
                    case COUNTEREXAMPLE -> "not so: " + asked.words();
                    case UNDECIDED -> "undecided: " + asked.words() + "; " + VisibleText.line(proof.note());
                });
        proof.counterexample().ifPresent(call -> print(call, out));
        proof.verdict().ifPresent(verdict -> print(verdict, out));
        out.println(Proof.ASSUMPTION);
    }

    private static void print(Evidence call, PrintWriter out) {
        out.println("  tool " + call.call().tool() + " with "
                + VisibleText.line(call.call().arguments().json()));
        for (Effect effect : call.effects()) {
            out.println("  " + effect.verb() + " of `"
                    + VisibleText.line(effect.resource().uri()) + "`, "
                    + effect.reversibility() + ", inherently " + effect.inherent() + ", count " + effect.count()
                    + ", bytes " + effect.bytes());
        }
        out.println("  rehearsal "
                + call.preview().map(seen -> seen.fidelity().name()).orElse("none") + ", at " + call.at());
        out.println("  by " + VisibleText.line(call.call().caller().toString()));
    }

    private static void print(Verdict verdict, PrintWriter out) {
        out.println("  is decided: " + verdict.decision());
        for (Reason reason : verdict.reasons()) {
            out.println("    " + VisibleText.line(reason.toString()));
        }
    }

    private static String json(Question asked, Proof proof) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("question", asked.words());
        body.put("outcome", proof.outcome());
        body.put("note", proof.note());
        body.put("assumes", Proof.ASSUMPTION);
        proof.counterexample().ifPresent(call -> {
            body.put("tool", call.call().tool());
            body.put("arguments", call.call().arguments());
            body.put("caller", call.call().caller().toString());
            body.put("at", call.at());
            body.put("effects", call.effects().stream().map(Effect::toString).toList());
        });
        proof.verdict().ifPresent(verdict -> {
            body.put("decision", verdict.decision());
            body.put("reasons", verdict.reasons().stream().map(Reason::toString).toList());
        });
        return Arguments.from(body).json();
    }
}
