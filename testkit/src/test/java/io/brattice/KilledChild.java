package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The process that is killed: a real gate on a real journal and ledger, whose tools append to one file. It stops dead at one
 * step of a call and says so, or goes on for ever, and tells every entry once it is durable.
 */
final class KilledChild {

    /** Where it stops. */
    enum Step {
        BEFORE_ASKED,
        PARKED,
        BEFORE_INTENT,
        AFTER_INTENT,
        AFTER_SECURED,
        BEFORE_THE_EFFECT,
        HALF_WAY,
        BEFORE_THE_END,
        AFTER_THE_END,
        BEFORE_IT_IS_TOLD,
        NEVER
    }

    /** How honest its journal is. */
    enum Order {
        RIGHT,
        /** Says that the intent is durable, and has not written it. */
        INTENT_IS_CLAIMED,
        /** The same, and nobody is told. */
        INTENT_IS_SKIPPED,
        /** Writes the end before the effect. */
        END_COMES_FIRST
    }

    private final Path folder;
    private final Step step;
    private final Order order;

    KilledChild(Path folder, Step step, Order order) {
        this.folder = folder;
        this.step = step;
        this.order = order;
    }

    /** Arguments: folder, step, order, tool, first number. */
    public static void main(String[] args) throws Exception {
        KilledChild child = new KilledChild(Path.of(args[0]), Step.valueOf(args[1]), Order.valueOf(args[2]));
        child.live(args[3], Integer.parseInt(args[4]));
    }

    private void live(String tool, int first) throws Exception {
        try (Journal journal = FileJournal.in(journal(folder))) {
            Gate gate = gate(folder, new Told(journal), step == Step.PARKED ? silent() : yes());
            String[] tools = {"plain", "kept", "asked"};
            for (int i = first; step == Step.NEVER || i == first; i++) {
                String name = step == Step.NEVER ? tools[i % tools.length] : tool;
                Outcome outcome = agent(gate).callId("c" + i).call(tool(folder, name, this::at), Arguments.of("n", i));
                at(Step.BEFORE_IT_IS_TOLD);
                say("told " + outcome.call() + " " + outcome.getClass().getSimpleName());
                if (outcome instanceof Outcome.Pending pending) {
                    say("ticket " + pending.ticket());
                    at(Step.PARKED);
                }
            }
        }
    }

    // -- shared with the parent ---------------------------------------------------------------------------------------

    static Path journal(Path folder) {
        return folder.resolve("journal");
    }

    static Path effects(Path folder) {
        return folder.resolve("effects");
    }

    static Gate gate(Path folder, Journal journal, Approver approver) throws JournalException {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .ledger(FileLedger.in(journal(folder).resolve("ledger")))
                .tools(name -> Optional.of(tool(folder, name, step -> {})))
                .patience(approver instanceof ScriptedApprover ? Duration.ZERO : Duration.ofMinutes(1))
                .build();
    }

    static Session agent(Gate gate) {
        return gate.as(Caller.agent("bot").onBehalfOf("olga").session("s1"));
    }

    static Approver yes() {
        return question ->
                CompletableFuture.completedFuture(Approval.yes(question, ScriptedApprover.person("vera"), ""));
    }

    static Approver silent() {
        return new ScriptedApprover();
    }

    /** {@code plain} needs no securing, {@code kept} is secured first, {@code asked} needs a yes. */
    static Tool tool(Path folder, String name, Consumer<Step> at) {
        FakeTool tool = switch (name) {
            case "plain" -> FakeTool.declared(name, Reversibility.REVERSIBLE);
            case "asked" -> FakeTool.declared(name, Reversibility.IRREVERSIBLE);
            default ->
                FakeTool.named(name)
                        .secured(
                                "db:orders",
                                FakeTool.named("kept.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE));
        };
        return tool.running(permit -> {
            long number = ((Number) permit.redeem().arguments().get("n").orElseThrow()).longValue();
            at.accept(Step.BEFORE_THE_EFFECT);
            write(folder, "(c" + number + ".");
            at.accept(Step.HALF_WAY);
            write(folder, ")");
            return "done";
        });
    }

    private static void write(Path folder, String text) throws IOException {
        Files.writeString(
                effects(folder),
                text,
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    // -- what only the child does -------------------------------------------------------------------------------------

    /** Says that it is there, and stays there until it is killed. */
    private void at(Step here) {
        if (here != step) {
            return;
        }
        say("at " + here);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Tells every entry once it is durable, and stops before and after the one that is meant. */
    private final class Told implements Journal {
        private final Journal real;

        Told(Journal real) {
            this.real = real;
        }

        @Override
        public void append(Entry entry) throws JournalException {
            switch (entry.kind()) {
                case ASKED -> at(Step.BEFORE_ASKED);
                case INTENT -> at(Step.BEFORE_INTENT);
                case DONE -> at(Step.BEFORE_THE_END);
                default -> {}
            }
            boolean intent = entry.kind() == Entry.Kind.INTENT;
            if (intent && order == Order.INTENT_IS_CLAIMED) {
                say("durable INTENT " + entry.call());
            } else if (!intent || order != Order.INTENT_IS_SKIPPED) {
                real.append(entry);
                say("durable " + entry.kind() + " " + entry.call());
            }
            if (intent && order == Order.END_COMES_FIRST) {
                Arguments end = Arguments.of("outcome", Arguments.of("value", "done"), "left", Arguments.none());
                real.append(new Entry(Entry.Kind.DONE, entry.call(), entry.at(), end));
            }
            switch (entry.kind()) {
                case INTENT -> at(Step.AFTER_INTENT);
                case SECURED -> at(Step.AFTER_SECURED);
                case DONE -> at(Step.AFTER_THE_END);
                default -> {}
            }
        }

        @Override
        public CompletionStage<Void> submit(Entry entry) {
            return real.submit(entry);
        }

        @Override
        public void note(Entry entry) throws JournalException {
            real.note(entry);
        }

        @Override
        public void read(Consumer<? super Entry> reader) throws JournalException {
            real.read(reader);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
