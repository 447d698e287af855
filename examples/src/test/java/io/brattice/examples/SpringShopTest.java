package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.action.Caller;
import io.brattice.journal.Parked;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application, started as it is by Spring Boot; the model follows a script. */
class SpringShopTest {

    @TempDir
    Path folder;

    /** Asks for a look and for a payment at once, and then says so. */
    private static final class Scripted implements ChatModel {
        private final Deque<AssistantMessage> script = new ArrayDeque<>(List.of(
                AssistantMessage.builder()
                        .content("")
                        .toolCalls(List.of(
                                new AssistantMessage.ToolCall("1", "function", "stock", "{\"item\": \"tea\"}"),
                                new AssistantMessage.ToolCall(
                                        "2", "function", "refund", "{\"order\": \"o-1\", \"cents\": 900}")))
                        .build(),
                new AssistantMessage("somebody is asked")));
        private final List<String> read = new ArrayList<>();

        @Override
        public ChatResponse call(Prompt prompt) {
            read.clear();
            prompt.getInstructions().forEach(message -> {
                if (message instanceof ToolResponseMessage tools) {
                    tools.getResponses().forEach(response -> read.add(response.responseData()));
                }
            });
            return new ChatResponse(List.of(new Generation(script.remove())));
        }

        @Override
        public ChatOptions getOptions() {
            return ToolCallingChatOptions.builder().build();
        }
    }

    @Test
    void theReadRunsUnaskedAndThePaymentWaitsForAPerson() throws Exception {
        Scripted model = new Scripted();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(SpringShop.class)
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(ChatModel.class, () -> model))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("brattice.state=" + folder, "brattice.agent=shop-bot", "brattice.tools.stock=read-only")
                .run()) {
            SpringShop.Assistant assistant = application.getBean(SpringShop.Assistant.class);

            assertEquals("somebody is asked", assistant.chat("ada", "pay it back"));

            assertEquals("3", model.read.get(0));
            assertTrue(model.read.get(1).contains("ticket"), model.read.get(1));
            assertEquals(List.of(), application.getBean(SpringShop.Orders.class).did());
            List<Parked> waiting = application.getBean(Gate.class).waiting();
            assertEquals(
                    List.of("refund"),
                    waiting.stream().map(each -> each.call().tool()).toList());
            Caller caller = waiting.get(0).call().caller();
            assertEquals("ada", caller.onBehalfOf().orElseThrow());
            assertEquals("chat-ada", caller.session());
        }
    }
}
