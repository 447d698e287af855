package io.brattice.mcp;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Brief;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.policy.ApprovalTerms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person in front of the client, where the client can: through {@code elicitation/create}. That person is the one the agent acts for,
 * and nobody else: no role, no second person, none that is independent. Where more is needed, or the client cannot ask, or cannot show all
 * of it, the question waits in the ledger for {@code brattice approve}.
 */
final class Elicitation implements Approver {

    private static final int WIDTH = 100;
    private static final int LONGEST = 8_000;
    private static final Map<String, ?> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                    "decision",
                    Map.of("type", "string", "title", "May it run?", "enum", List.of("approve", "refuse")),
                    "reason",
                    Map.of("type", "string", "title", "Why (optional)")),
            "required",
            List.of("decision"));

    private final String person;
    private final String prefix = "brattice-" + UUID.randomUUID() + "-";
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final Map<String, Wire> ways = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    private record Asked(Question question, CompletableFuture<Approval> answer) {}

    /** @param person whom the agent acts for */
    Elicitation(String person) {
        this.person = person;
    }

    /** The question about this call, if there is one, can be put to this client. */
    void through(String call, Wire client) {
        ways.put(call, client);
    }

    /** This call is asked about no more. */
    void done(String call) {
        ways.remove(call);
    }

    @Override
    public CompletionStage<Approval> ask(Question question) {
        ApprovalTerms terms = question.terms();
        Brief brief = question.brief();
        boolean enough = terms.people() == 1 && terms.roles().isEmpty() && !terms.independent();
        CompletableFuture<Approval> answer = new CompletableFuture<>();
        @Nullable Wire client = ways.get(question.call().id());
        if (client == null || !enough || !brief.canBeShownInFull(LONGEST)) {
            return answer; // somebody may answer from elsewhere
        }
        String id = id();
        asked.put(id, new Asked(question, answer));
        try {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"elicitation/create\",\"params\":"
                    + Arguments.of("message", brief.text(WIDTH, false), "requestedSchema", SCHEMA)
                            .json()
                    + "}");
        } catch (IOException e) {
            asked.remove(id);
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /**
     * True when this was the answer to a question of the gate, which the server must not see.
     *
     * @param session in which it was given; it counts only where it was asked
     */
    boolean takes(Message response, String session) {
        Asked one = asked.get(response.id());
        if (one == null
                || !one.question.call().caller().session().equals(session)
                || !asked.remove(response.id(), one)) {
            return response.id().startsWith("\"" + prefix); // answered before, or by another client: nobody else's
        }
        @Nullable String decision = null;
        String why = "";
        String action = response.text("result.action").orElse("");
        if (action.equals("accept")) {
            try {
                Arguments content =
                        Arguments.fromJson(response.raw("result.content").orElse("{}"));
                decision = content.string("decision").orElse("");
                why = content.string("reason").orElse("");
            } catch (InvalidArgumentsException e) {
                decision = null;
            }
        }
        Person by = new Person(person, "mcp-elicitation", Set.of());
        if ("approve".equals(decision)) {
            one.answer.complete(Approval.yes(one.question, by, why));
        } else if ("refuse".equals(decision) || action.equals("decline")) {
            one.answer.complete(Approval.no(one.question, by, why));
        } else {
            one.answer.completeExceptionally(new IOException("the person has not decided"));
        }
        return true;
    }

    private String id() {
        return "\"" + prefix + next.incrementAndGet() + "\"";
    }
}
