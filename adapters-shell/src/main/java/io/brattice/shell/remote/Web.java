package io.brattice.shell.remote;

import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One place on a web server, reached by the program of the command. What is answered goes into a folder. */
interface Web {

    /** The way of a command. */
    static Web by(Reach reach, Execution execution) {
        Requests requests = new Requests(reach, execution);
        return reach.program().endsWith("wget") ? new Wget(requests) : new Curl(requests);
    }

    /** What is there now. A redirect is an answer, and not followed. */
    Answer ask(Path into) throws IOException;

    /** Puts the bytes of a file there. */
    Answer put(Path body, List<String> headers, Path into) throws IOException;

    Answer delete(List<String> headers, Path into) throws IOException;
}
