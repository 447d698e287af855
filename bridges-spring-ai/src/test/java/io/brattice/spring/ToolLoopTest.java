package io.brattice.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approval;
import io.brattice.journal.Entry;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.resolution.StaticToolCallbackResolver;

/** The real tool loop of Spring AI, driven by a model that follows a script. */
class ToolLoopTest {

    private static final ToolClasses CLASSES = ToolClasses.of(Map.of("stock", Reversibility.READ_ONLY));

    private final ScriptedApprover approver = new ScriptedApprover();
    private final RecordingJournal journal = new RecordingJournal();
    private final ScriptedModel model = new ScriptedModel();
    private final Shop shop = new Shop();
    private Gate gate = open(Policy.defaults(), Duration.ofSeconds(20));

    private Gate open(Policy policy, Duration patience) {
        try {
            return Gate.builder()
                    .policy(policy)
                    .approver(approver)
                    .journal(journal)
                    .patience(patience)
                    .build();
        } catch (JournalException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private SpringGate spring() {
        return SpringGate.of(gate, "bot", CLASSES);
    }

    private ChatClient client() {
        return client(spring().manager(ToolCallingManager.builder().build()));
    }

    private ChatClient client(ToolCallingManager manager) {
        return ChatClient.builder(
                        model,
                        ObservationRegistry.NOOP,
                        null,
                        null,
                        ToolCallingAdvisor.builder().toolCallingManager(manager))
                .build();
    }

    private String chat(ChatClient client) {
        return client.prompt("go").tools(shop).call().content();
    }

    @Test
    void aReadRunsUnasked() {
        model.calls("stock {\"item\": \"tea\"}").says("seven");

        assertEquals("seven", chat(client()));

        assertEquals(List.of("stock tea"), shop.did);
        assertEquals("7", text(0));
        assertEquals(List.of(), approver.questions());
    }

    @Test
    void aRefusalIsReadByTheModelAndTheConversationGoesOn() {
        approver.no("olga", "not this customer");
        model.calls("refund {\"order\": \"o-1\", \"cents\": 900}")
                .calls("stock {\"item\": \"tea\"}")
                .says("I may not, but there are seven");

        assertEquals("I may not, but there are seven", chat(client()));

        assertTrue(text(0).contains("not this customer"), text(0));
        assertEquals(List.of("stock tea"), shop.did);
    }

    @Test
    void anApprovedCallRunsWithWhatWasShown() {
        approver.yes("olga");
        model.calls("refund {\"cents\": 900, \"order\": \"o-1\"}").says("done");

        assertEquals("done", chat(client()));

        assertEquals(List.of("refund o-1 900"), shop.did);
        assertEquals(
                Arguments.of("order", "o-1", "cents", 900),
                approver.questions().get(0).call().arguments());
    }

    @Test
    void aParkedCallRunsOnceAPersonHasSaidYesAndTheModelTriesAgain() throws JournalException {
        gate.close();
        gate = open(Policy.defaults(), Duration.ZERO);
        approver.silent();
        String refund = "refund {\"order\": \"o-1\", \"cents\": 900}";
        model.calls(refund).says("somebody is asked").calls(refund).says("done");
        ChatClient client = client();

        assertEquals("somebody is asked", chat(client));
        assertEquals(List.of(), shop.did);
        approver.answerLast(question -> Approval.yes(question, ScriptedApprover.person("olga"), ""));
        awaitAnswer();
        assertEquals("done", chat(client));

        assertEquals(List.of("refund o-1 900"), shop.did);
    }

    @Test
    void anEditIsProposedToTheModel() {
        approver.then(question -> Approval.edit(
                question, ScriptedApprover.person("olga"), Arguments.of("order", "o-1", "cents", 100), "less"));
        model.calls("refund {\"order\": \"o-1\", \"cents\": 900}").says("less then");

        chat(client());

        assertTrue(text(0).contains("{\"cents\":100,\"order\":\"o-1\"}"), text(0));
        assertEquals(List.of(), shop.did);
    }

    @Test
    void aBatchKeepsItsOrderAndItsQuestionsComeBeforeItsFirstCall() {
        approver.then(question -> {
            assertEquals(List.of(), shop.did, "nothing of the batch has run");
            return Approval.no(question, ScriptedApprover.person("olga"), "no");
        });
        model.calls(
                        "stock {\"item\": \"tea\"}",
                        "refund {\"order\": \"o-1\", \"cents\": 900}",
                        "stock {\"item\": \"milk\"}")
                .says("so");

        assertEquals("so", chat(client()));

        assertEquals(List.of("stock tea", "stock milk"), shop.did);
        assertEquals(
                List.of("call-0 stock", "call-1 refund", "call-2 stock"),
                model.answers().stream()
                        .map(each -> each.id() + " " + each.name())
                        .toList());
        assertTrue(text(1).startsWith("refused"), text(1));
    }

    @Test
    void aToolThatThrowsIsJournaledAsFailedAndToldByTheFramework() {
        approver.yes("olga");
        model.calls("mail {\"to\": \"ada\"}").says("it failed");

        assertEquals("it failed", chat(client()));

        assertTrue(text(0).contains("the mail server is away"), text(0));
        assertTrue(journal.entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.FAILED));
    }

    @Test
    void aStreamedAnswerIsGatedTheSame() {
        approver.no("olga", "no");
        model.calls("stock {\"item\": \"tea\"}", "refund {\"order\": \"o-1\", \"cents\": 900}")
                .says("seven");

        String whole = String.join(
                "",
                client().prompt("go").tools(shop).stream()
                        .content()
                        .collectList()
                        .block(Duration.ofSeconds(20)));

        assertEquals("seven", whole);
        assertEquals(List.of("stock tea"), shop.did);
    }

    @Test
    void aSingleCallbackIsGatedWithoutTheManager() {
        approver.no("olga", "no");
        model.calls("stock {\"item\": \"tea\"}", "refund {\"order\": \"o-1\", \"cents\": 900}")
                .says("so");
        List<ToolCallback> gated = spring().callbacks(ToolCallbacks.from(shop));

        client(ToolCallingManager.builder().build())
                .prompt("go")
                .tools(gated.toArray())
                .call()
                .content();

        assertEquals(List.of("stock tea"), shop.did);
        assertTrue(text(1).startsWith("refused"), text(1));
    }

    @Test
    void aGatedCallbackBehindAGatedManagerIsAskedAboutOnce() {
        approver.yes("olga");
        model.calls("refund {\"order\": \"o-1\", \"cents\": 900}").says("so");

        client().prompt("go")
                .tools(spring().callbacks(ToolCallbacks.from(shop)).toArray())
                .call()
                .content();

        assertEquals(1, approver.questions().size());
        assertEquals(List.of("refund o-1 900"), shop.did);
    }

    @Test
    void aToolThatOnlyTheFrameworkFindsIsGatedToo() {
        approver.no("olga", "no");
        model.calls("refund {\"order\": \"o-1\", \"cents\": 900}").says("so");
        ToolCallingManager manager = ToolCallingManager.builder()
                .toolCallbackResolver(new StaticToolCallbackResolver(List.of(ToolCallbacks.from(shop))))
                .build();

        client(spring().manager(manager)).prompt("go").call().content();

        assertEquals(List.of(), shop.did);
        assertEquals(1, approver.questions().size());
    }

    @Test
    void theHostNamesSessionAndPersonInTheToolContext() {
        model.calls("stock {\"item\": \"tea\"}").says("so");

        client().prompt("go")
                .tools(shop)
                .toolContext(Map.of(SpringGate.SESSION, "s-7", SpringGate.ON_BEHALF_OF, "ada"))
                .call()
                .content();

        Map<?, ?> caller = (Map<?, ?>) journal.entries().get(0).body().asMap().get("caller");
        assertEquals("s-7 ada", caller.get("session") + " " + caller.get("onBehalfOf"));
    }

    @Test
    void whatAnUntrustedToolAnswersTaintsTheSession() {
        gate.close();
        gate = open(
                Policy.allOf(
                        Policy.defaults(),
                        Policy.withRules(Rule.deny(
                                "tainted",
                                (evidence, effect) ->
                                        evidence.call().caller().taint().contains("mcp:web")))),
                Duration.ofSeconds(20));
        model.calls("stock {\"item\": \"tea\"}")
                .calls("stock {\"item\": \"milk\"}")
                .says("so");
        SpringGate spring = spring();
        List<ToolCallback> untrusted = List.of(spring.untrusted(ToolCallbacks.from(shop)[index("stock")], "mcp:web"));

        client(ToolCallingManager.builder().build())
                .prompt("go")
                .tools(untrusted.toArray())
                .call()
                .content();

        assertEquals(List.of("stock tea"), shop.did);
        assertTrue(text(1).contains("tainted"), text(1));
    }

    @Test
    void argumentsThatAreNoObjectAreRefusedWithOneLine() {
        model.calls("stock [1]", "stock {\"item\": \"a\", \"item\": \"b\"}").says("so");

        chat(client());

        assertTrue(text(0).contains("send one JSON object"), text(0));
        assertTrue(text(1).contains("send one JSON object"), text(1));
        assertEquals(List.of(), shop.did);
    }

    private int index(String name) {
        ToolCallback[] all = ToolCallbacks.from(shop);
        for (int i = 0; i < all.length; i++) {
            if (all[i].getToolDefinition().name().equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    private String text(int index) {
        return model.answers().get(index).responseData();
    }

    /** The answer is taken by a thread of the gate. */
    private void awaitAnswer() throws JournalException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!gate.waiting().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the answer was not taken");
            Thread.onSpinWait();
        }
    }
}
