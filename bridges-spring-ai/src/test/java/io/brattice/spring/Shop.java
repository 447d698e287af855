package io.brattice.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.ai.tool.annotation.Tool;

/** Tools as an application writes them. */
public final class Shop {

    final List<String> did = new CopyOnWriteArrayList<>();

    @Tool(description = "How many are in stock")
    public int stock(String item) {
        did.add("stock " + item);
        return 7;
    }

    @Tool(description = "Pays an order back")
    public String refund(String order, int cents) {
        did.add("refund " + order + " " + cents);
        return "paid back " + cents;
    }

    @Tool(description = "Mails the customer")
    public String mail(String to) {
        did.add("mail " + to);
        throw new IllegalStateException("the mail server is away");
    }
}
