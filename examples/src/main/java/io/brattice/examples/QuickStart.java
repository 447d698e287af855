package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;

import io.brattice.Admission;
import io.brattice.Gate;
import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.journal.FileJournal;
import io.brattice.policy.Policy;
import io.brattice.shell.ShellTool;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A gate, a session, the three ways to put a tool behind the gate, and the shell tool. The part between the marks is the code
 * of README.md, word for word.
 */
public final class QuickStart {

    private QuickStart() {}

    /** Does one of each. What the agent would read goes to {@code agentReads}. */
    static void run(
            Path state,
            ShellTool shell,
            Approver approver,
            Payments realPayments,
            Function<Arguments, String> mailer,
            Function<ToolCall, Integer> client,
            Consumer<Object> agentReads)
            throws Exception {
        // tag: readme
        try (FileJournal journal = FileJournal.in(state.resolve("journal"));
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(approver) // Approver.atTerminal(), or your chat, pager, web page
                        .journal(journal)
                        .protect(Resource.file(state))
                        .build()) {
            Session agent = gate.as(Caller.agent("ops-bot").onBehalfOf("on-call"));

            agentReads.accept(agent.call(shell, Arguments.of("command", "git clean -fd"))); // a tool that is there
            agent.rewind(); // and every file is back

            Tool mail = Tool.of("mail", IRREVERSIBLE, mailer::apply); // a tool of your own
            agentReads.accept(agent.call(mail, Arguments.of("to", "all@example.com", "text", "we are down")));

            Payments payments = agent.guard(Payments.class, realPayments); // any interface, annotated
            try {
                agentReads.accept(payments.refund("order-1", new BigDecimal("12.50")));
            } catch (RefusedException refused) {
                agentReads.accept(refused.outcome().advice());
            }

            Tool http = Tool.of("http.delete", IRREVERSIBLE, arguments -> null); // an effect that you run yourself
            try (Admission admission = agent.admit(http, Arguments.of("url", "https://example.com/orders/1"))) {
                admission.permit().ifPresent(permit -> admission.done(client.apply(permit.redeem())));
                agentReads.accept(admission.outcome().orElseThrow());
            }
        }
        // end: readme
    }
}
