package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Streams of events, read as clients read them. */
class EventsTest {

    private static List<Events.Event> events(String stream) throws IOException {
        Events events = new Events(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        List<Events.Event> all = new ArrayList<>();
        for (Optional<Events.Event> next = events.next(); next.isPresent(); next = events.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void everyWayToEndALineIsOne() throws IOException {
        for (String end : List.of("\n", "\r", "\r\n")) {
            List<Events.Event> events =
                    events(String.join(end, "id: 1", "data: {\"a\":", "data:1}", "", ": idle", "", "data: half", ""));
            assertEquals(2, events.size(), "half an event is none");
            assertEquals("{\"a\": 1}", text(events.get(0).data()));
            assertTrue(events.get(0).isResumable());
            assertEquals("", text(events.get(1).data()));
        }
    }

    @Test
    void whatComesWithAMarkOrWithoutASpaceIsSeen() throws IOException {
        assertEquals("x", text(events("\ufeffdata:x\n\n").get(0).data()));
        assertEquals(" x", text(events("data:  x\n\n").get(0).data()));
        assertEquals("", text(events("database: x\n\n").get(0).data()));
    }

    @Test
    void anEventKeepsItsIdWhenItsDataChangesOrIsLeftOut() throws IOException {
        Events.Event event = events("event: message\ndata: a\nid: 7\n\n").get(0);
        assertEquals("event: message\ndata: a\nid: 7\n\n", text(event.raw()));
        assertEquals("event: message\nid: 7\ndata: b\n\n", text(event.with(new byte[] {'b'})));
        assertEquals("event: message\nid: 7\n\n", text(event.withoutData()));
    }

    @Test
    void anEventThatIsTooLongIsSaidToBeAndTheNextIsRead() throws IOException {
        List<Events.Event> events = events("id: 1\ndata: " + "x".repeat(Lines.LONGEST + 1) + "\n\ndata: next\n\n");
        assertTrue(events.get(0).isTooLong());
        assertEquals("id: 1\n\n", text(events.get(0).withoutData()));
        assertEquals("next", text(events.get(1).data()));
    }
}
