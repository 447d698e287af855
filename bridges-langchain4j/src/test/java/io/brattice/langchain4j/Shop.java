package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tools as an application writes them. */
final class Shop {

    final List<String> did = new CopyOnWriteArrayList<>();

    @Tool(value = "How many are in stock", metadata = "{\"reversibility\": \"READ_ONLY\"}")
    public int stock(@P("item") String item) {
        did.add("stock " + item);
        return 7;
    }

    @Tool("Pays an order back")
    public String refund(@P("order") String order, @P("cents") int cents) {
        did.add("refund " + order + " " + cents);
        return "paid back " + cents;
    }

    @Tool("Mails the customer")
    public String mail(@P("to") String to) {
        did.add("mail " + to);
        throw new IllegalStateException("the mail server is away");
    }
}
