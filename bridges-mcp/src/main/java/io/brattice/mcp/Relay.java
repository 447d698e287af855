package io.brattice.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Between one client and one server over standard input and output: a message is a line. */
final class Relay {

    private final Conversation conversation;
    private final LineWire client;
    private final LineWire server;
    private final Consumer<String> operator;

    Relay(Conversation conversation, LineWire client, LineWire server, Consumer<String> operator) {
        this.conversation = conversation;
        this.client = client;
        this.server = server;
        this.operator = operator;
    }

    /** Until the client has nothing more to say. */
    void fromClient(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().tooLong()) {
                client.send(Replies.error(
                        "null", Replies.INVALID, "refused: a message of more than 16 MiB; send it in parts"));
            } else if (line.get().bytes().length > 0) {
                clientSaid(line.get().bytes());
            }
        }
        conversation.clientIsGone();
        server.close();
    }

    private void clientSaid(byte[] bytes) throws IOException {
        Message message;
        try {
            message = Message.single(bytes);
        } catch (IOException e) {
            client.send(Replies.error("null", Replies.INVALID, "refused: " + e.getMessage()));
            return;
        }
        conversation.clientSaid(message, client, server);
    }

    /** Until the server is gone. */
    void fromServer(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().tooLong()) {
                operator.accept("a message of more than 16 MiB from the server was dropped");
                continue;
            }
            Optional<byte[]> heard = conversation.serverSaid(line.get().bytes(), client, server);
            if (heard.isPresent()) {
                client.send(heard.get());
            }
        }
        conversation.serverIsGone();
    }
}
