package io.brattice.shell;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Path;
import java.time.Duration;

/** A process that starts something in the background, and is killed. */
final class KilledGate {

    private KilledGate() {}

    /** Arguments: a folder with {@code home/work} in it, how long to sleep. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        ShellTool tool = ChildrenTest.tool(
                folder.resolve("home/work"), folder.resolve("home"), folder.resolve("store"), Duration.ofHours(1));
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> Approval.no(question, ScriptedApprover.person("olga"), "no")))
                .journal(Journal.inMemory())
                .build()) {
            Outcome outcome = gate.as(Caller.agent("tester"))
                    .call(
                            tool,
                            ChildrenTest.stays("trap '' TERM HUP; (setsid sleep " + args[1] + ") & sleep " + args[1]));
            System.out.println(outcome.ran() ? "started" : outcome.toString());
            Thread.sleep(Duration.ofMinutes(10).toMillis()); // it does not come to that
        }
    }
}
