package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.approval.Question;
import io.brattice.aws.AwsTool;
import io.brattice.aws.call.Place;
import io.brattice.aws.rehearsal.Rehearsals;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Judged, rehearsed, refused or let through, and undone: through a gate, with real servers. */
class WholeCycleTest {

    private final List<Question> asked = new CopyOnWriteArrayList<>();

    private Session agent() throws Exception {
        Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(question -> {
                    asked.add(question);
                    return Approver.refusing("olga").ask(question);
                })
                .journal(Journal.inMemory())
                .patience(Duration.ofSeconds(20))
                .build();
        return gate.as(Caller.agent("ops-bot").onBehalfOf("on-call"));
    }

    private static AwsTool tool(URI address) {
        // Such a server knows one service, and what is asked of the others takes as long as it may.
        return AwsTool.by(Cycle.SENDER)
                .within(20, Duration.ofSeconds(1))
                .rehearsing(Rehearsals.by(Cycle.SENDER).within(40, Duration.ofSeconds(2)))
                .at(Place.ofSender().in("eu-central-1").at(address));
    }

    private static Arguments arguments(String service, String operation, Map<String, Object> parameters) {
        return Arguments.of("service", service, "operation", operation, "parameters", parameters);
    }

    @Test
    void anItemIsDeletedUnaskedAndIsBackAfterARewind() throws Exception {
        Cycle cycle = new Cycle(Server.DYNAMODB);
        String table = "t-" + UUID.randomUUID();
        cycle.send(
                "dynamodb",
                "CreateTable",
                "TableName",
                table,
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
                "KeySchema",
                List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
                "BillingMode",
                "PAY_PER_REQUEST");
        Map<String, Object> item = Map.of("id", Map.of("S", "a"), "size", Map.of("N", "1"));
        cycle.send("dynamodb", "PutItem", "TableName", table, "Item", item);
        AwsTool tool = tool(Server.DYNAMODB.address());
        Session agent = agent();

        Outcome deleted = agent.call(
                tool,
                arguments("dynamodb", "DeleteItem", Map.of("TableName", table, "Key", Map.of("id", Map.of("S", "a")))));
        assertInstanceOf(Outcome.Ran.class, deleted, deleted.toString() + asked);
        assertEquals(
                Map.of(), cycle.send("dynamodb", "GetItem", "TableName", table, "Key", Map.of("id", Map.of("S", "a"))));

        agent.rewind();

        assertEquals(
                item,
                cycle.send("dynamodb", "GetItem", "TableName", table, "Key", Map.of("id", Map.of("S", "a")))
                        .get("Item"));
    }

    @Test
    void aTableIsNotDroppedWithoutAPersonWhoSeesTheBrief() throws Exception {
        Cycle cycle = new Cycle(Server.DYNAMODB);
        String table = "t-" + UUID.randomUUID();
        cycle.send(
                "dynamodb",
                "CreateTable",
                "TableName",
                table,
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
                "KeySchema",
                List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
                "BillingMode",
                "PAY_PER_REQUEST");
        AwsTool tool = tool(Server.DYNAMODB.address());
        Outcome refused = agent().call(tool, arguments("dynamodb", "DeleteTable", Map.of("TableName", table)));

        assertInstanceOf(Outcome.Refused.class, refused);
        assertEquals("", cycle.refusal("dynamodb", "DescribeTable", "TableName", table));
        String shown = asked.get(0).preview().text();
        assertTrue(shown.contains("taken as without point-in-time recovery"), shown);
    }
}
