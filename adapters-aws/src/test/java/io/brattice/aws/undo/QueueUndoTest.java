package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.StaleException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Queues of ElasticMQ. */
class QueueUndoTest {

    private final Cycle cycle = new Cycle(Server.SQS);
    private final String name = "q-" + UUID.randomUUID();

    private String make() throws Exception {
        return (String) cycle.send("sqs", "CreateQueue", "QueueName", name).get("QueueUrl");
    }

    private Object timeout(String queue) throws Exception {
        Object attributes = cycle.send(
                        "sqs", "GetQueueAttributes", "QueueUrl", queue, "AttributeNames", List.of("VisibilityTimeout"))
                .get("Attributes");
        return String.valueOf(attributes);
    }

    @Test
    void anAttributeIsAsItWas() throws Exception {
        String queue = make();
        Object before = timeout(queue);
        Cycle.Done done = cycle.run(
                "sqs:SetQueueAttributes",
                "sqs",
                "SetQueueAttributes",
                "QueueUrl",
                queue,
                "Attributes",
                Map.of("VisibilityTimeout", "77"));
        cycle.takeBack(done);
        assertEquals(before, timeout(queue));
    }

    @Test
    void tagsAreAsTheyWereAndThoseOfOthersStay() throws Exception {
        String queue = make();
        cycle.send("sqs", "TagQueue", "QueueUrl", queue, "Tags", Map.of("team", "web"));
        Cycle.Done done = cycle.run(
                "sqs:TagQueue", "sqs", "TagQueue", "QueueUrl", queue, "Tags", Map.of("team", "mobile", "extra", "x"));
        cycle.send("sqs", "TagQueue", "QueueUrl", queue, "Tags", Map.of("theirs", "y"));
        cycle.takeBack(done);
        assertEquals(
                Map.of("team", "web", "theirs", "y"),
                cycle.send("sqs", "ListQueueTags", "QueueUrl", queue).get("Tags"));
    }

    @Test
    void aQueueThatWasMadeIsDeletedUnlessAMessageIsInIt() throws Exception {
        Cycle.Done empty = cycle.run("sqs:CreateQueue", "sqs", "CreateQueue", "QueueName", name);
        cycle.takeBack(empty);
        Cycle.Done used = cycle.run("sqs:CreateQueue", "sqs", "CreateQueue", "QueueName", name);
        cycle.send("sqs", "SendMessage", "QueueUrl", used.answer().get("QueueUrl"), "MessageBody", "theirs");
        assertThrows(StaleException.class, () -> cycle.takeBack(used));
    }

    @Test
    void aQueueThatWasThereIsNotTakenForOneThatWasMade() throws Exception {
        make();
        UndoException there = assertThrows(
                UndoException.class, () -> cycle.run("sqs:CreateQueue", "sqs", "CreateQueue", "QueueName", name));
        assertEquals("there is a queue of this name already", there.getMessage());
    }
}
