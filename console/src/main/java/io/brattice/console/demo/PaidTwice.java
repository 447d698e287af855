package io.brattice.console.demo;

import java.io.IOException;
import java.math.BigDecimal;

/** A payment repeated because its reply was lost. */
final class PaidTwice implements Incident {

    private static final String ORDER = "order-2291";
    private static final BigDecimal AMOUNT = new BigDecimal("480.00");

    @Override
    public String title() {
        return "a payment repeated after a lost reply";
    }

    @Override
    public String when() {
        return "seen in a probe";
    }

    @Override
    public String story() {
        return "The provider booked the payment and its reply got lost. To an agent's framework that looks like"
                + " a call that failed, so it tries again: in a probe of one, every time.";
    }

    @Override
    public void furnish(World world) {}

    @Override
    public void act(Hands agent) throws IOException {
        if (!agent.pay(ORDER, AMOUNT).done()) {
            agent.pay(ORDER, AMOUNT);
        }
    }
}
