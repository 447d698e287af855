package io.brattice.spring.boot;

import io.brattice.Gate;
import io.brattice.journal.JournalException;
import io.brattice.journal.Parked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator endpoint {@code brattice}: the questions that wait, oldest first. It answers none: whoever does must have been authenticated as a
 * person, which an endpoint cannot know. It shows arguments of calls, so expose it only to those who may see them.
 */
@Endpoint(id = "brattice")
public final class BratticeEndpoint {

    private final Gate gate;

    BratticeEndpoint(Gate gate) {
        this.gate = gate;
    }

    /**
     * One map for each question: ticket, tool, arguments, caller, people and roles it needs, when it was asked and until when it can be
     * answered.
     */
    @ReadOperation
    public Map<String, Object> questions() throws JournalException {
        return Map.of(
                "waiting", gate.waiting().stream().map(BratticeEndpoint::plain).toList());
    }

    private static Map<String, Object> plain(Parked question) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("ticket", question.ticket());
        plain.put("question", question.question().hex());
        plain.put("tool", question.call().tool());
        plain.put("arguments", question.call().arguments().json());
        plain.put("caller", question.call().caller().name());
        plain.put("session", question.call().caller().session());
        question.call().caller().onBehalfOf().ifPresent(person -> plain.put("onBehalfOf", person));
        plain.put(
                "effects",
                question.effects().stream()
                        .map(each -> each.verb() + " " + each.resource())
                        .toList());
        plain.put("people", question.terms().people());
        plain.put("roles", List.copyOf(question.terms().roles()));
        plain.put("answered", question.answers().size());
        plain.put("asked", question.asked().toString());
        plain.put("until", question.expires().toString());
        return plain;
    }
}
