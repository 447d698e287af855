package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.brattice.Gate;
import io.brattice.journal.FileJournal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real tool loop of LangChain4j; the model follows a script. */
class LangChainShopTest {

    @TempDir
    Path folder;

    private final ScriptedApprover approver = new ScriptedApprover();
    private final List<String> did = new ArrayList<>();

    /** Asks for a look and for a payment, then says what it read last. */
    private static final class Scripted implements ChatModel {
        private final Deque<AiMessage> script = new ArrayDeque<>(List.of(
                AiMessage.from(
                        ToolExecutionRequest.builder()
                                .id("1")
                                .name("stock")
                                .arguments("{\"item\": \"tea\"}")
                                .build(),
                        ToolExecutionRequest.builder()
                                .id("2")
                                .name("refund")
                                .arguments("{\"order\": \"o-1\", \"cents\": 900}")
                                .build()),
                AiMessage.from("that is all")));
        private final List<String> read = new ArrayList<>();

        @Override
        public ChatResponse doChat(ChatRequest request) {
            read.clear();
            request.messages().stream()
                    .filter(ToolExecutionResultMessage.class::isInstance)
                    .forEach(message -> read.add(((ToolExecutionResultMessage) message).text()));
            return ChatResponse.builder().aiMessage(script.remove()).build();
        }
    }

    private List<String> talk() throws Exception {
        Scripted model = new Scripted();
        try (FileJournal journal = FileJournal.in(folder.resolve("journal"));
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(approver)
                        .journal(journal)
                        .build()) {
            assertEquals(
                    "that is all",
                    LangChainShop.assistant(gate, model, new LangChainShop.Orders(did::add))
                            .chat("ada", "pay it back"));
        }
        return List.copyOf(model.read);
    }

    @Test
    void theReadRunsUnaskedAndThePaymentOnceAPersonSaidYes() throws Exception {
        approver.yes("olga");

        assertEquals(List.of("3", "paid back"), talk());

        assertEquals(List.of("refunded o-1 900"), did);
        assertEquals(1, approver.questions().size());
    }

    @Test
    void aRefusedPaymentIsReadByTheModel() throws Exception {
        approver.no("olga", "not this customer");

        String told = talk().get(1);

        assertTrue(told.contains("not this customer"), told);
        assertEquals(List.of(), did);
    }
}
