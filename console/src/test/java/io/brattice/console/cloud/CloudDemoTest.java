package io.brattice.console.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.approval.Approver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CloudDemoTest {

    @Test
    void nothingIsLostBehindTheGateAndRecordedAnswersAreLabelledSo() throws Exception {
        StringWriter text = new StringWriter();
        assertTrue(play(text, Optional.empty()), text::toString);
        String said = text.toString();
        assertTrue(said.contains("none were fetched"), said);
        assertTrue(said.contains("recorded answers: no server here has this"), said);
        assertTrue(said.contains("elasticbeanstalk:TerminateEnvironment"), said);
        assertTrue(said.contains("skipped"), said);
        assertEquals(5, said.split("lost      nothing", -1).length - 1, said);
        assertFalse(said.contains("what was sent"), said);
    }

    @Test
    void withServersABucketThatKeepsVersionsIsTakenBack() throws Exception {
        Path folder = Path.of("target/demo-aws");
        if (!Boolean.getBoolean("brattice.long") || !Files.exists(folder)) {
            System.out.println("skipped: no servers in `console/target/demo-aws`, or not -Dbrattice.long=true");
            Assumptions.abort("no servers");
        }
        StringWriter text = new StringWriter();
        assertTrue(play(text, Optional.of(folder)), text::toString);
        assertTrue(text.toString().contains("2 of 2 calls taken back"), text::toString);
    }

    @Test
    void itTalksToThisMachineOnly() {
        assertThrows(IllegalArgumentException.class, () -> new PlainSender(URI.create("https://s3.amazonaws.com")));
    }

    private static boolean play(StringWriter text, Optional<Path> folder) throws Exception {
        PrintWriter out = new PrintWriter(text);
        return new CloudDemo(out, false, Approver.refusing("nobody"), "nobody answers", folder).play();
    }
}
