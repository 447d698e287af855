package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Verb.SPEND;

import io.brattice.Effects;
import java.math.BigDecimal;

/** An interface of an application, annotated. What it does not declare would be IRREVERSIBLE. */
public interface Payments {

    @Effects(value = READ_ONLY, resource = "order:{orderId}")
    BigDecimal refundable(String orderId);

    @Effects(value = IRREVERSIBLE, verb = SPEND, resource = "order:{orderId}")
    String refund(String orderId, BigDecimal amount);
}
