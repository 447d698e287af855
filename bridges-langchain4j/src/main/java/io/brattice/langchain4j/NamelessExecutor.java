package io.brattice.langchain4j;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Stands before an executor whose name is only known once it is called. One tool object for each name, so that a parked call finds it again. */
final class NamelessExecutor implements ToolExecutor {

    private final Function<String, GatedExecutor> made;
    private final Cache<String, GatedExecutor> byName =
            CacheBuilder.newBuilder().maximumSize(1_000).build();

    NamelessExecutor(Function<String, GatedExecutor> made) {
        this.made = made;
    }

    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
        return named(request.name()).execute(request, memoryId);
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
        return named(request.name()).executeWithContext(request, context);
    }

    private GatedExecutor named(String name) {
        try {
            return byName.get(name, () -> made.apply(name));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
