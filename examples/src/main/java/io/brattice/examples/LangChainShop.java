package io.brattice.examples;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import io.brattice.Gate;
import io.brattice.langchain4j.GatedTools;
import java.util.function.Consumer;

/** A service of LangChain4j whose tools are behind a gate. */
public final class LangChainShop {

    private LangChainShop() {}

    /** What customers talk to. */
    interface Assistant {
        String chat(@MemoryId String customer, @UserMessage String words);
    }

    /** Tools as an application writes them. */
    static final class Orders {
        private final Consumer<String> did;

        Orders(Consumer<String> did) {
            this.did = did;
        }

        @Tool(value = "How many are in stock", metadata = "{\"reversibility\": \"READ_ONLY\"}")
        int stock(@P("item") String item) {
            return item.length();
        }

        @Tool("Pays an order back") // nobody says how far that can be taken back, so a person is asked
        String refund(@P("order") String order, @P("cents") int cents) {
            did.accept("refunded " + order + " " + cents);
            return "paid back";
        }
    }

    /** The service, built. */
    static Assistant assistant(Gate gate, ChatModel chatModel, Orders orders) {
        // tag: langchain4j
        return GatedTools.of(gate, "shop-bot")
                .service(Assistant.class, chatModel, orders) // the model and the @Tool methods, gated
                .chatMemoryProvider(customer -> MessageWindowChatMemory.withMaxMessages(50))
                .build();
        // end: langchain4j
    }
}
