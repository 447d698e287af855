package io.brattice.examples;

import io.brattice.spring.SpringGate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application of Spring Boot and Spring AI whose tool calls go through a gate because the starter is on its class path and
 * {@code brattice.state} says where its journal is. No line of it names the gate but for who talks.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringShop {

    /** Tools as an application writes them. */
    static final class Orders {
        private final List<String> did = new CopyOnWriteArrayList<>();

        @Tool(description = "How many are in stock")
        public int stock(String item) {
            return item.length();
        }

        @Tool(description = "Pays an order back")
        public String refund(String order, int cents) {
            did.add("refunded " + order + " " + cents);
            return "paid back";
        }

        /** What was paid. */
        List<String> did() {
            return List.copyOf(did);
        }
    }

    /** What customers talk to. */
    record Assistant(ChatClient client, Orders orders) {

        @Nullable
        String chat(String customer, String words) {
            // tag: spring
            return client.prompt(words)
                    .toolContext(Map.of(SpringGate.SESSION, "chat-" + customer, SpringGate.ON_BEHALF_OF, customer))
                    .tools(orders)
                    .call()
                    .content();
            // end: spring
        }
    }

    @Bean
    Orders orders() {
        return new Orders();
    }

    @Bean
    Assistant assistant(ChatClient.Builder builder, Orders orders) {
        return new Assistant(builder.build(), orders);
    }
}
