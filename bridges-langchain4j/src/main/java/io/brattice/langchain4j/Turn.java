package io.brattice.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.brattice.Admission;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The calls of one turn. The first that is to run has all of them judged, and every question answered; what is allowed without one is
 * judged again when it runs, because the calls before it may have changed the world.
 */
final class Turn {

    /** Weakly: the framework drops the requests when the conversation goes on, and the turn with them. */
    private final List<WeakReference<ToolExecutionRequest>> requests;

    private final Function<String, Optional<FrameworkTool>> tools;
    private final IdentityHashMap<ToolExecutionRequest, Admitted> admissions = new IdentityHashMap<>();
    private boolean judged;

    private record Admitted(FrameworkTool tool, Admission admission) {}

    Turn(List<ToolExecutionRequest> requests, Function<String, Optional<FrameworkTool>> tools) {
        this.requests = requests.stream().map(WeakReference::new).toList();
        this.tools = tools;
    }

    /** Waits for whoever judges the turn. */
    synchronized Optional<Admission> admission(ToolExecutionRequest request, Session session, FrameworkTool tool) {
        if (!judged) {
            judged = true;
            judge(session);
        }
        Admitted admitted = admissions.remove(request);
        if (admitted == null) {
            return Optional.empty();
        }
        if (!admitted.tool.digest().equals(tool.digest())) { // another tool has come under that name meanwhile
            admitted.admission.notRun("another tool was to run under the same name");
            return Optional.empty();
        }
        return Optional.of(admitted.admission);
    }

    /** Admissions that nobody came for did not run. */
    synchronized void close() {
        admissions.values().forEach(left -> left.admission.notRun("the conversation went on without this call"));
        admissions.clear();
    }

    private void judge(Session session) {
        List<ToolExecutionRequest> known = new ArrayList<>();
        List<Session.Wanted> wanted = new ArrayList<>();
        for (WeakReference<ToolExecutionRequest> weak : requests) {
            ToolExecutionRequest request = weak.get();
            Optional<FrameworkTool> tool = request == null ? Optional.empty() : tools.apply(request.name());
            Optional<Arguments> arguments = request == null ? Optional.empty() : arguments(request);
            if (request != null && tool.isPresent() && arguments.isPresent()) {
                known.add(request);
                wanted.add(new Session.Wanted(tool.get(), arguments.get()));
            }
        }
        session.askFirst(wanted)
                .forEach((place, admission) -> admissions.put(
                        known.get(place),
                        new Admitted((FrameworkTool) wanted.get(place).tool(), admission)));
    }

    private static Optional<Arguments> arguments(ToolExecutionRequest request) {
        try {
            return Optional.of(GatedExecutor.arguments(request));
        } catch (InvalidArgumentsException e) {
            return Optional.empty(); // refused when it is to run
        }
    }
}
