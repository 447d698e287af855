package io.brattice.aws.sdk;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.aws.BratticeAws;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A gate, a session of an agent, and a fake AWS that clients of it go to. */
final class GuardedClients implements AutoCloseable {

    final FakeAws server;
    final Journal journal;
    final Gate gate;
    final Session session;
    final BratticeAws aws;

    GuardedClients(Approver approver) throws Exception {
        this(approver, Journal.inMemory(), Policy.defaults());
    }

    GuardedClients(Approver approver, Journal journal, Policy policy) throws Exception {
        this.server = new FakeAws();
        this.journal = journal;
        this.gate = Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .patience(Duration.ofSeconds(20))
                .build();
        this.session = gate.as(Caller.agent("ops-bot").onBehalfOf("on-call"));
        this.aws = BratticeAws.of(session);
    }

    /** A synchronous client behind the interceptor. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C sync(B builder) {
        return guarded(builder)
                .httpClient(aws.http(UrlConnectionHttpClient.create()))
                .build();
    }

    /** An asynchronous client behind the interceptor. */
    <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C async(B builder) {
        return guarded(builder)
                .httpClient(aws.http(NettyNioAsyncHttpClient.create()))
                .build();
    }

    <B extends AwsClientBuilder<B, ?>> B guarded(B builder) {
        return server.here(builder).overrideConfiguration(c -> c.addExecutionInterceptor(aws.interceptor()));
    }

    /** The kinds of what was written down, without what opens a journal. */
    List<Entry.Kind> kinds() throws JournalException {
        List<Entry.Kind> kinds = new ArrayList<>();
        journal.read(entry -> kinds.add(entry.kind()));
        return kinds;
    }

    @Override
    public void close() {
        gate.close();
        server.close();
        journal.close();
    }
}
