package io.brattice.spring.boot;

import io.brattice.Gate;
import io.brattice.approval.Approver;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.spring.SpringGate;
import io.brattice.spring.ToolClasses;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * A gate in front of every {@link ToolCallingManager} of the application. Each bean here gives way to one of the application's own.
 *
 * <p>Without an {@link Approver} every question waits, is shown by the endpoint {@code brattice}, and is answered through
 * {@code Gate.answer} by a channel that has authenticated a person.
 */
@AutoConfiguration
@ConditionalOnClass(ToolCallingManager.class)
@ConditionalOnProperty(prefix = "brattice", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(BratticeProperties.class)
public class BratticeAutoConfiguration {

    /** Made by Spring. */
    public BratticeAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Journal bratticeJournal(BratticeProperties properties) throws JournalException {
        return FileJournal.in(state(properties).resolve("journal"));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Ledger bratticeLedger(BratticeProperties properties) throws JournalException {
        return properties.state() == null
                ? Ledger.inMemory() // beside a journal of the application's own
                : FileLedger.in(properties.state().resolve("journal").resolve("ledger"));
    }

    @Bean
    @ConditionalOnMissingBean
    Policy bratticePolicy() {
        return Policy.defaults();
    }

    @Bean
    @ConditionalOnMissingBean
    Approver bratticeApprover() {
        return question -> new CompletableFuture<>();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Gate bratticeGate(Policy policy, Approver approver, Journal journal, Ledger ledger, BratticeProperties properties)
            throws JournalException {
        return Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .patience(properties.patience())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    ToolClasses bratticeToolClasses(BratticeProperties properties) {
        return ToolClasses.of(properties.tools());
    }

    @Bean
    @ConditionalOnMissingBean
    SpringGate bratticeSpringGate(Gate gate, ToolClasses classes, BratticeProperties properties) {
        return SpringGate.of(gate, properties.agent(), classes);
    }

    @Bean
    static BeanPostProcessor bratticeToolCallingManagers(ObjectProvider<SpringGate> gate) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ToolCallingManager manager
                        ? gate.getObject().manager(manager)
                        : bean;
            }
        };
    }

    private static Path state(BratticeProperties properties) {
        Path state = properties.state();
        if (state == null) {
            throw new IllegalStateException("`brattice.state` is not set: name a folder that belongs to the gate alone,"
                    + " for its journal and ledger, or give a `Journal` bean");
        }
        return state;
    }
}
