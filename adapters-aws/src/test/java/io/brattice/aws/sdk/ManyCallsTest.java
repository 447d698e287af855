package io.brattice.aws.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Question;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.rds.RdsAsyncClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** A thousand calls at once, of which fifty wait for a person: threads of the SDK do none of the waiting. */
class ManyCallsTest {

    private static final int CALLS = 1000;
    private static final int QUESTIONS = 50;
    private static final int CHANGES = 150;
    private static final int LOOPS = 2;

    /** Counts who waits for the disk. */
    private static final class Watched implements Journal {
        private final Journal journal = Journal.inMemory();
        final Map<String, Integer> forced = new ConcurrentHashMap<>();

        @Override
        public void append(Entry entry) throws JournalException {
            forced.merge(kind(Thread.currentThread()), 1, Integer::sum);
            journal.append(entry);
        }

        @Override
        public CompletionStage<Void> submit(Entry entry) {
            return journal.submit(entry);
        }

        @Override
        public void note(Entry entry) throws JournalException {
            journal.note(entry);
        }

        @Override
        public void read(Consumer<? super Entry> reader) throws JournalException {
            journal.read(reader);
        }

        @Override
        public boolean keeps(Arguments body) throws JournalException {
            return journal.keeps(body);
        }

        @Override
        public void close() {
            journal.close();
        }

        private static String kind(Thread thread) {
            return EventLoops.isOne(thread) ? "event loop" : "other";
        }
    }

    /** Keeps every question open until all are there. */
    private static final class Patient implements Approver {
        final Map<Question, CompletableFuture<Approval>> open = new ConcurrentHashMap<>();
        final CountDownLatch asked = new CountDownLatch(QUESTIONS);

        @Override
        public CompletionStage<Approval> ask(Question question) {
            CompletableFuture<Approval> later = new CompletableFuture<>();
            open.put(question, later);
            asked.countDown();
            return later;
        }

        void answer() {
            open.forEach(
                    (question, later) -> later.complete(Approval.yes(question, ScriptedApprover.person("dba"), "")));
        }
    }

    @Test
    void noThreadOfTheSdkWaitsForAPersonOrADisk() throws Exception {
        Watched journal = new Watched();
        Patient people = new Patient();
        SdkEventLoopGroup loops =
                SdkEventLoopGroup.builder().numberOfThreads(LOOPS).build();
        try (GuardedClients here = new GuardedClients(people, journal, Policy.defaults());
                RdsAsyncClient rds = here.guarded(RdsAsyncClient.builder())
                        .httpClient(here.aws.http(NettyNioAsyncHttpClient.builder()
                                .eventLoopGroup(loops)
                                .maxConcurrency(CALLS)
                                .maxPendingConnectionAcquires(CALLS)
                                .build()))
                        .asyncConfiguration(c -> c.advancedOption(
                                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                        .build()) {
            List<CompletableFuture<?>> reads = new ArrayList<>();
            List<CompletableFuture<?>> questions = new ArrayList<>();
            List<CompletableFuture<?>> onLoops = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                String name = "db-" + i;
                if (i % (CALLS / QUESTIONS) == 0) {
                    questions.add(here.aws.callAsync(() -> rds.deleteDBInstance(
                            r -> r.dbInstanceIdentifier(name).skipFinalSnapshot(true))));
                } else if (i < CHANGES) { // a change that an event loop begins, when its read is answered there
                    onLoops.add(here.aws
                            .callAsync(() -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(name)))
                            .thenCompose(answer -> here.aws.callAsync(() -> rds.addTagsToResource(r -> r.resourceName(
                                            "arn:aws:rds:eu-central-1:123456789012:db:" + name)
                                    .tags(Tag.builder().key("seen").value("yes").build())))));
                } else {
                    reads.add(here.aws.callAsync(() -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(name))));
                }
            }
            CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertTrue(people.asked.await(60, TimeUnit.SECONDS));
            assertTrue(questions.stream().noneMatch(CompletableFuture::isDone), "they wait for a person");
            for (int i = 0; i < 10 * LOOPS; i++) { // each loop still takes work
                CompletableFuture<Thread> turn = new CompletableFuture<>();
                loops.eventLoopGroup().next().execute(() -> turn.complete(Thread.currentThread()));
                assertTrue(EventLoops.isOne(turn.get(10, TimeUnit.SECONDS)));
            }

            people.answer();
            CompletableFuture.allOf(questions.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            CompletableFuture.allOf(onLoops.toArray(CompletableFuture[]::new))
                    .handle((all, error) -> 0)
                    .get(60, TimeUnit.SECONDS);

            assertEquals(0, journal.forced.getOrDefault("event loop", 0), journal.forced::toString);
            assertTrue(journal.forced.getOrDefault("other", 0) >= 2 * QUESTIONS, journal.forced::toString);
            assertEquals(
                    QUESTIONS,
                    here.server.seen().stream()
                            .filter("DeleteDBInstance"::equals)
                            .count());
        } finally {
            var unused = loops.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
