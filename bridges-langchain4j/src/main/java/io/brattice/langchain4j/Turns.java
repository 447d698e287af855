package io.brattice.langchain4j;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import io.brattice.Admission;
import io.brattice.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls the model made in one breath. Known by the very objects of its answer, so that two conversations whose requests look alike
 * are not taken for one.
 */
final class Turns {

    private static final Duration GIVEN_UP = Duration.ofHours(1);

    private final Map<String, FrameworkTool> tools = new ConcurrentHashMap<>();
    private final Cache<ToolExecutionRequest, Turn> byRequest = CacheBuilder.newBuilder()
            .weakKeys() // compares by identity
            .expireAfterWrite(GIVEN_UP)
            .<ToolExecutionRequest, Turn>removalListener(gone -> {
                if (gone.getValue() != null) {
                    gone.getValue().close();
                }
            })
            .build();

    void know(FrameworkTool tool) {
        tools.put(tool.name(), tool);
    }

    /** The model answered. */
    void begin(AiMessage answer) {
        List<ToolExecutionRequest> requests = answer.toolExecutionRequests();
        if (requests == null || requests.size() < 2) {
            return; // one call is judged before it runs anyway
        }
        Turn turn = new Turn(requests, name -> Optional.ofNullable(tools.get(name)));
        requests.forEach(request -> byRequest.put(request, turn));
    }

    /** The admission that this call got when its turn was judged; empty where it is to be judged now. */
    Optional<Admission> admission(ToolExecutionRequest request, Session session, FrameworkTool tool) {
        Turn turn = byRequest.getIfPresent(request);
        return turn == null ? Optional.empty() : turn.admission(request, session, tool);
    }
}
