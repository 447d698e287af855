package io.brattice.console.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Everything through which a scripted agent acts on its world. */
interface Hands {

    /** Runs a bash command line in the project folder. */
    Reply bash(String command) throws IOException;

    /** Replaces a file of the project; the path is relative to it. */
    Reply write(String path, String content) throws IOException;

    /** Reads a text that came from outside. Whoever gates the agent knows that, and remembers it. */
    Reply fetch(String path) throws IOException;

    /** Describes, deletes or creates an environment of services. */
    Reply environment(String operation, String name) throws IOException;

    /** Pays an order; repeating it for the same order is a retry of the same payment. */
    Reply pay(String order, BigDecimal amount) throws IOException;

    /** All that was tried so far, in order. */
    List<Move> moves();
}
