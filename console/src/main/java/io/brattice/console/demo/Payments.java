package io.brattice.console.demo;

import io.brattice.Effects;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.io.IOException;
import java.math.BigDecimal;

/** What a payment provider offers; the interface that is guarded. */
interface Payments {

    /** Pays an order and answers the receipt. */
    @Effects(value = Reversibility.IRREVERSIBLE, verb = Verb.SPEND, resource = "order:{order}")
    String pay(String order, BigDecimal amount) throws IOException;
}
