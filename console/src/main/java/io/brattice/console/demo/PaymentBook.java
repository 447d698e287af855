package io.brattice.console.demo;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A payment provider with its book in a JSON file. It books every payment it is asked for, and its first reply gets lost. */
final class PaymentBook implements Payments {

    private final Path file;

    PaymentBook(Path file) {
        this.file = file;
    }

    @Override
    public String pay(String order, BigDecimal amount) throws IOException {
        List<Object> payments = new ArrayList<>(payments());
        payments.add(Map.of("order", order, "cents", amount.movePointRight(2).longValueExact()));
        Files.writeString(file, Arguments.of("payments", payments).json());
        if (payments.size() == 1) {
            throw new SocketTimeoutException("no reply within 30 s");
        }
        return "receipt " + payments.size() + " for " + order;
    }

    /** What was paid for orders that had been paid before, in cents. */
    long overpaid() throws IOException {
        Set<Object> paid = new HashSet<>();
        long cents = 0;
        for (Object each : payments()) {
            if (each instanceof Map<?, ?> payment
                    && !paid.add(String.valueOf(payment.get("order")))
                    && payment.get("cents") instanceof Long more) {
                cents += more;
            }
        }
        return cents;
    }

    /** Every payment booked, oldest first. */
    List<?> payments() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Object all = Arguments.fromJson(Files.readString(file)).get("payments").orElse(List.of());
        return all instanceof List<?> list ? list : List.of();
    }
}
