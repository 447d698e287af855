package io.brattice.benchmarks;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import io.brattice.Gate;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.langchain4j.GatedTools;
import io.brattice.policy.Policy;
import io.brattice.spring.SpringGate;
import io.brattice.spring.ToolClasses;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;

/** What a gate adds to an allowed read of a tool of LangChain4j and of Spring AI, each beside the framework alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class FrameworkBenchmark {

    private static final String ARGUMENTS = "{\"item\": \"tea\"}";
    private static final ToolContext NOBODY = new ToolContext(Map.of());

    private final ToolExecutionRequest request = ToolExecutionRequest.builder()
            .id("call-1")
            .name("stock")
            .arguments(ARGUMENTS)
            .build();
    private final InvocationContext context = InvocationContext.builder()
            .invocationId(UUID.randomUUID())
            .chatMemoryId("chat-1")
            .build();
    private Gate gate;
    private ToolExecutor bareExecutor;
    private ToolExecutor gatedExecutor;
    private ToolCallback bareCallback;
    private ToolCallback gatedCallback;

    /** A tool as an application writes it, for either framework. */
    public static final class Shop {
        @dev.langchain4j.agent.tool.Tool(
                value = "How many are in stock",
                metadata = "{\"reversibility\": \"READ_ONLY\"}")
        @org.springframework.ai.tool.annotation.Tool(description = "How many are in stock")
        public int stock(@P("item") String item) {
            return item.length();
        }
    }

    @Setup
    public void open() throws JournalException {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("benchmark"))
                .journal(Journal.inMemory())
                .build();
        Shop shop = new Shop();
        bareExecutor = ToolService.findTools(shop).get(0).toolExecutor();
        gatedExecutor = GatedTools.of(gate, "bench").tools(shop).get(0).toolExecutor();
        bareCallback = ToolCallbacks.from(shop)[0];
        gatedCallback = SpringGate.of(gate, "bench", ToolClasses.of(Map.of("stock", Reversibility.READ_ONLY)))
                .callback(bareCallback);
    }

    @TearDown
    public void close() {
        gate.close();
    }

    @Benchmark
    public Object langchain4j() {
        return bareExecutor.executeWithContext(request, context);
    }

    @Benchmark
    public Object langchain4jGated() {
        return gatedExecutor.executeWithContext(request, context);
    }

    @Benchmark
    public Object springAi() {
        return bareCallback.call(ARGUMENTS, NOBODY);
    }

    @Benchmark
    public Object springAiGated() {
        return gatedCallback.call(ARGUMENTS, NOBODY);
    }
}
