package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables and items of DynamoDB Local. */
class DataUndoTest {

    private final Cycle cycle = new Cycle(Server.DYNAMODB);
    private final String table = "t-" + UUID.randomUUID();

    @BeforeEach
    void makeTheTable() throws Exception {
        make(table);
    }

    private void make(String name) throws Exception {
        cycle.send("dynamodb", "CreateTable", tableOf(name));
    }

    private static Object[] tableOf(String name) {
        return new Object[] {
            "TableName",
            name,
            "AttributeDefinitions",
            List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
            "KeySchema",
            List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
            "BillingMode",
            "PAY_PER_REQUEST"
        };
    }

    private static Map<String, Object> item(String id, int size) {
        return Map.of("id", Map.of("S", id), "size", Map.of("N", String.valueOf(size)));
    }

    private static Map<String, Object> key(String id) {
        return Map.of("id", Map.of("S", id));
    }

    private void put(String id, int size) throws Exception {
        cycle.send("dynamodb", "PutItem", "TableName", table, "Item", item(id, size));
    }

    private @Nullable Object get(String id) throws Exception {
        return cycle.send("dynamodb", "GetItem", "TableName", table, "Key", key(id))
                .get("Item");
    }

    private Cycle.Done delete(String id) throws Exception {
        return cycle.run("dynamodb:DeleteItem", "dynamodb", "DeleteItem", "TableName", table, "Key", key(id));
    }

    @Test
    void anItemThatWasDeletedIsBack() throws Exception {
        put("a", 1);
        cycle.takeBack(delete("a"));
        assertEquals(item("a", 1), get("a"));
    }

    @Test
    void anItemThatWasReplacedIsAsItWasAndOneThatWasNewIsGone() throws Exception {
        put("a", 1);
        Cycle.Done replaced =
                cycle.run("dynamodb:PutItem", "dynamodb", "PutItem", "TableName", table, "Item", item("a", 2));
        Cycle.Done added =
                cycle.run("dynamodb:PutItem", "dynamodb", "PutItem", "TableName", table, "Item", item("b", 2));

        cycle.takeBack(added);
        cycle.takeBack(replaced);

        assertEquals(item("a", 1), get("a"));
        assertEquals(null, get("b"));
    }

    @Test
    void anUpdateIsTakenBackWithAttributesThatItAdded() throws Exception {
        put("a", 1);
        Cycle.Done done = cycle.run(
                "dynamodb:UpdateItem",
                "dynamodb",
                "UpdateItem",
                "TableName",
                table,
                "Key",
                key("a"),
                "UpdateExpression",
                "SET colour = :c",
                "ExpressionAttributeValues",
                Map.of(":c", Map.of("S", "red")));
        cycle.takeBack(done);
        assertEquals(item("a", 1), get("a"));
    }

    @Test
    void whatSomebodyWroteSinceIsNotOverwritten() throws Exception {
        put("a", 1);
        Cycle.Done done = delete("a");
        put("a", 3);
        assertThrows(StaleException.class, () -> cycle.takeBack(done));
        assertEquals(item("a", 3), get("a"));
    }

    @Test
    void whatSomebodyWritesRightBeforeTheWayBackIsNotOverwrittenEither() throws Exception {
        put("a", 1);
        Cycle.Done done = delete("a");
        Plan plan = cycle.undos.plan(done.kept(), done.left(), Cycle.SENDER);
        put("a", 3);

        AwsException refused = assertThrows(AwsException.class, () -> plan.run(Cycle.SENDER));

        assertEquals("ConditionalCheckFailedException", refused.code());
        assertEquals(item("a", 3), get("a"));
    }

    @Test
    void whatSomebodyWroteBetweenTheCallAndTheLookAfterItIsNotTakenForTheCalls() throws Exception {
        put("a", 1);
        AtomicBoolean sent = new AtomicBoolean();
        AwsSender interrupted = new AwsSender() {
            @Override
            public boolean sends(String service) {
                return true;
            }

            @Override
            public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
                Map<String, @Nullable Object> answer = Cycle.SENDER.send(call);
                if (call.operation().equals("PutItem") && sent.compareAndSet(false, true)) {
                    Cycle.SENDER.send(cycle.call(
                            "dynamodb", "PutItem", Cycle.arguments("TableName", table, "Item", item("a", 3))));
                }
                return answer;
            }
        };
        Cycle.Done done = cycle.run(
                "dynamodb:PutItem",
                cycle.call("dynamodb", "PutItem", Cycle.arguments("TableName", table, "Item", item("a", 2))),
                interrupted);

        assertThrows(StaleException.class, () -> cycle.takeBack(done));
        assertEquals(item("a", 3), get("a"));
    }

    @Test
    void aPutOfWhichNobodyNotedTheEndIsTakenBackIfTheItemIsWhatItPut() throws Exception {
        put("a", 1);
        Cycle.Done done = cycle.run(
                "dynamodb:PutItem",
                "dynamodb",
                "PutItem",
                "TableName",
                table,
                "Item",
                Map.of("id", Map.of("S", "a"), "size", Map.of("N", "2.0"), "tags", Map.of("SS", List.of("x", "b"))));
        cycle.undos
                .plan(done.kept(), io.brattice.action.Arguments.none(), Cycle.SENDER)
                .run(Cycle.SENDER);
        assertEquals(item("a", 1), get("a"));
    }

    @Test
    void aBatchIsTakenBackItemByItem() throws Exception {
        put("a", 1);
        put("b", 1);
        Cycle.Done done = cycle.run(
                "dynamodb:BatchWriteItem",
                "dynamodb",
                "BatchWriteItem",
                "RequestItems",
                Map.of(
                        table,
                        List.of(
                                Map.of("DeleteRequest", Map.of("Key", key("a"))),
                                Map.of("PutRequest", Map.of("Item", item("b", 2))),
                                Map.of("PutRequest", Map.of("Item", item("c", 2))))));
        put("b", 3);

        String told = cycle.takeBack(done);

        assertEquals(item("a", 1), get("a"));
        assertEquals(item("b", 3), get("b"));
        assertEquals(null, get("c"));
        assertTrue(told.contains("leaves as it is"), told);
    }

    @Test
    void aTransactionIsTakenBackAsAWholeOrNotAtAll() throws Exception {
        put("a", 1);
        Cycle.Done done = cycle.run(
                "dynamodb:TransactWriteItems",
                "dynamodb",
                "TransactWriteItems",
                "TransactItems",
                List.of(
                        Map.of("Delete", Map.of("TableName", table, "Key", key("a"))),
                        Map.of("Put", Map.of("TableName", table, "Item", item("b", 2)))));
        put("b", 3);
        assertThrows(StaleException.class, () -> cycle.takeBack(done));
        assertEquals(null, get("a"));
        put("b", 2);
        cycle.takeBack(done);
        assertEquals(item("a", 1), get("a"));
    }

    @Test
    void anItemThatLooksLikeASecretIsNotWrittenDown() throws Exception {
        cycle.send(
                "dynamodb",
                "PutItem",
                "TableName",
                table,
                "Item",
                Map.of("id", Map.of("S", "a"), "password", Map.of("S", "hunter2")));
        UndoException refused = assertThrows(UndoException.class, () -> delete("a"));
        assertTrue(refused.getMessage().contains("looks like a secret"), refused.getMessage());
    }

    @Test
    void aProtectionThatWasSwitchedOffIsOnAgain() throws Exception {
        cycle.send("dynamodb", "UpdateTable", "TableName", table, "DeletionProtectionEnabled", true);
        Cycle.Done done = cycle.run(
                "dynamodb:UpdateTable",
                "dynamodb",
                "UpdateTable",
                "TableName",
                table,
                "DeletionProtectionEnabled",
                false);
        cycle.takeBack(done);
        assertEquals("ValidationException", cycle.refusal("dynamodb", "DeleteTable", "TableName", table));
    }

    @Test
    void aTableThatWasMadeIsDeletedUnlessAnItemIsInIt() throws Exception {
        String made = "m-" + UUID.randomUUID();
        cycle.takeBack(cycle.run("dynamodb:CreateTable", "dynamodb", "CreateTable", tableOf(made)));
        assertEquals("ResourceNotFoundException", cycle.refusal("dynamodb", "DescribeTable", "TableName", made));

        Cycle.Done used = cycle.run("dynamodb:CreateTable", "dynamodb", "CreateTable", tableOf(made));
        cycle.send("dynamodb", "PutItem", "TableName", made, "Item", item("a", 1));
        assertThrows(StaleException.class, () -> cycle.takeBack(used));
    }
}
